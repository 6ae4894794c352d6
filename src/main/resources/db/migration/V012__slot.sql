-- Since when each schedule has the words that it has: what was due before is none of its slots.
create table schedule (
  name      varchar(190) not null,
  words     varchar(255) not null,
  since_at  datetime(6)  not null,
  constraint schedule_pk primary key (name)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

-- One piece of work of one time. Who inserts it, or finds it left by a process that is no more, works it.
-- running → done | waiting (to be tried again) | failed; one that a person asks for begins as waiting.
create table slot (
  id              bigint unsigned not null auto_increment,
  name            varchar(190)    not null comment 'sync, source:…, flow:…, or the route that does it',
  due_at          datetime(6)     not null,
  state           varchar(7)      not null,
  owner           varchar(190)    null     comment 'host, process and a name of its own: who works it',
  attempts        int unsigned    not null default 0,
  next_attempt_at datetime(6)     null     comment 'of one that waits',
  asked_by        varchar(190)    null     comment 'who asked for it; null where it came due by itself',
  run_id          int unsigned    null     comment 'the pass that it was',
  started_at      datetime(6)     null     comment 'its last attempt',
  finished_at     datetime(6)     null,
  failure         mediumtext      null     comment 'of its last attempt',
  constraint slot_pk primary key (id),
  constraint slot_due unique (name, due_at),
  key slot_open (state, due_at)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
