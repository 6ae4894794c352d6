-- The outbox and the memory of every key: one row per revision of a document, put there in the transaction that made it.
-- waiting → sending (leased) → delivered | in-doubt | waiting again | failed; superseded when a newer revision overtook it unsent.
create table delivery (
  id               bigint unsigned  not null auto_increment,
  idempotency_key  varbinary(255)   not null,
  document_id      int unsigned     not null,
  target           varchar(64)      not null,
  revision         int unsigned     not null,
  state            varchar(10)      not null,
  due_on           date             not null comment 'not before this day: payroll waits for its period to end',
  attempts         int unsigned     not null default 0,
  next_attempt_at  datetime(3)      not null,
  told_to_wait     boolean          not null default false comment 'the target named the time of the next attempt',
  lease_until      datetime(3)      null     comment 'taken by a pass until then',
  owner            char(36)         null     comment 'the pass that took it',
  doubted          boolean          not null default false comment 'a call was sent whose answer never came: look it up before creating again',
  refused          boolean          not null default false comment 'the target has refused it for good once',
  answer_status    smallint         null,
  answer           varchar(2000)    null,
  created_at       datetime(3)      not null,
  answered_at      datetime(3)      null,
  constraint delivery_pk primary key (id),
  constraint delivery_key unique (idempotency_key),
  key delivery_open (state, next_attempt_at),
  key delivery_document (document_id, revision)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
