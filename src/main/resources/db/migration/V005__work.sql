-- What is still to be done: entries to allocate, groups to recompute. Small rows beside the facts; gone when done.
create table work (
  entry_id  bigint unsigned not null,
  constraint work_pk primary key (entry_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table mark (
  kind       varchar(16)  not null comment 'worker-day, rounding-day, pay-week, retainer, document',
  group_key  varchar(255) not null,
  constraint mark_pk primary key (kind, group_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
