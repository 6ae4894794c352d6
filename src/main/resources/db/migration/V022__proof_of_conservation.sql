-- What the laws of conservation were last found to come to, so that a pass proves again only what it had in hand.
create table entry_sum (
  bucket       bigint unsigned   not null comment 'entry.id div 1024',
  place        smallint unsigned not null,
  pay_state    varchar(9)        null     comment 'null: entries that are not allocated, held or excluded on this side',
  pay_reason   varchar(20)       null,
  bill_state   varchar(9)        null,
  bill_reason  varchar(20)       null,
  entries      int unsigned      not null,
  seconds      bigint            not null comment 'received',
  pay_seconds  bigint            not null,
  bill_seconds bigint            not null,
  astray       int unsigned      not null comment 'entries whose sides do not have their seconds',
  constraint entry_sum_pk primary key (bucket, place)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table rest_sum (
  retainer     varchar(64)       not null,
  place        smallint unsigned not null,
  pay_state    varchar(9)        null,
  pay_reason   varchar(20)       null,
  bill_state   varchar(9)        null,
  bill_reason  varchar(20)       null,
  entries      int unsigned      not null comment 'of which a rest is held',
  rest_seconds bigint            not null,
  constraint rest_sum_pk primary key (retainer, place)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table proof (
  id           tinyint unsigned  not null comment 'always 1',
  run_id       int unsigned      not null comment 'the pass after which every law held and the sums were those of the tables',
  whole_run_id int unsigned      not null comment 'the last that looked at everything',
  whole_at     datetime(3)       not null,
  constraint proof_pk primary key (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
