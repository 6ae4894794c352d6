-- One pass over all that is due, and what came of it.
create table run (
  id              int unsigned    not null auto_increment,
  trigger_word    varchar(20)     not null comment 'sync, serve, schedule, console',
  state           varchar(12)     not null comment 'running, done, failed',
  mapping_version_id int unsigned null,
  started_at      datetime(3)     not null,
  finished_at     datetime(3)     null,
  summary         mediumtext      null comment 'the JSON that sync --json prints',
  failure         mediumtext      null,
  constraint run_pk primary key (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
