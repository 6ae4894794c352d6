-- What needs a person and lasts, one row a cause for as long as it does, whatever number of nodes see it; and what was or is to be
-- said of it, one row for each way it is said. Who inserts a row, or takes one that waits, says it: each cause is told once.
create table alert (
  id         bigint unsigned not null auto_increment,
  cause      varchar(190)    not null comment 'dead-letters and a fingerprint, target and its name, disk and node and folder',
  standing   varchar(190)    null     comment 'the same while it lasts; null: it is over',
  kind       varchar(20)     not null,
  node       varchar(190)    not null comment 'who alone can see it; empty: everybody sees the same',
  what       varchar(500)    not null comment 'in words, without names of people and without amounts',
  link       varchar(190)    not null comment 'the page of the console that shows it',
  letters    bigint unsigned not null comment 'of a cause; else 0',
  began_at   datetime(3)     not null,
  seen_at    datetime(3)     not null comment 'when somebody saw it last',
  told_at    datetime(3)     null     comment 'when it was told first; null: not yet',
  reminded_at datetime(3)    null,
  reminders  int unsigned    not null default 0,
  over_at    datetime(3)     null,
  constraint alert_pk primary key (id),
  constraint alert_standing unique (standing)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table alert_message (
  id         bigint unsigned not null auto_increment,
  alert_id   bigint unsigned not null,
  event      varchar(5)      not null comment 'began, lasts, over',
  number     int unsigned    not null comment 'which reminder; else 0',
  channel    varchar(4)      not null comment 'mail, hook',
  state      varchar(7)      not null comment 'waiting, sending, sent, dropped',
  attempts   int unsigned    not null default 0,
  next_attempt_at datetime(3) not null,
  lease_until datetime(3)    null     comment 'taken by a node until then',
  failure    varchar(300)    null,
  created_at datetime(3)     not null,
  sent_at    datetime(3)     null,
  constraint alert_message_pk primary key (id),
  constraint alert_message_once unique (alert_id, event, number, channel),
  key alert_message_open (state, next_attempt_at)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
