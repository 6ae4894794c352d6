-- What the groups came to: pay weeks split into pay codes, retainers drawn entry by entry.
create table pay_part (
  week_from   date            not null,
  worker      varchar(64)     not null,
  entry_id    bigint unsigned not null,
  work_date   date            not null,
  code        char(4)         not null,
  seconds     bigint          not null,
  service     varchar(64)     null,
  account     varchar(32)     not null,
  cost_rate   decimal(19,6)   not null,
  currency    char(3)         not null,
  constraint pay_part_pk primary key (week_from, worker, entry_id, work_date, code),
  key pay_part_labour (currency, work_date)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table pay_flag (
  week_from   date            not null,
  worker      varchar(64)     not null,
  work_date   date            not null,
  flag        varchar(40)     not null,
  detail      varchar(255)    not null,
  constraint pay_flag_pk primary key (week_from, worker, work_date, flag)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table drawing (
  retainer      varchar(64)     not null,
  entry_id      bigint unsigned not null,
  period        char(7)         not null,
  service       varchar(64)     not null,
  account       varchar(32)     not null,
  currency      char(3)         not null,
  drawn_amount  decimal(19,4)   not null,
  drawn_seconds bigint          not null comment 'rounded seconds that the retainer paid',
  drawn_raw_seconds bigint      not null,
  rest_amount   decimal(19,4)   not null,
  rest_seconds  bigint          not null,
  rest_raw_seconds bigint       not null,
  rest_held     boolean         not null,
  group_id      int unsigned    null     comment 'document group of the journal',
  rest_group_id int unsigned    null     comment 'document group of the invoice that carries the rest',
  constraint drawing_pk primary key (retainer, entry_id),
  key drawing_group (group_id),
  key drawing_rest_group (rest_group_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
