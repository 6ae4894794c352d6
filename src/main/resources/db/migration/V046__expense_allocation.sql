-- What became of each expense on either side: what the worker is owed, what the client is charged.
create table expense_allocation (
  expense_id     bigint unsigned not null,
  side           char(4)         not null comment 'pay, bill',
  state          varchar(9)      not null comment 'allocated, held, excluded',
  reason         varchar(20)     null,
  detail         varchar(500)    null,
  worker         varchar(64)     null,
  client         varchar(64)     null,
  project        varchar(64)     null,
  category       varchar(64)     null,
  account        varchar(32)     null,
  cost           decimal(19,4)   null     comment 'what was spent; of what a rate pays, units × rate',
  cost_currency  char(3)         null,
  units          decimal(19,4)   null,
  unit_rate      decimal(19,6)   null     comment 'where the units made the cost',
  rate_at        varchar(120)    null     comment 'file and line of the rate',
  markup_percent decimal(9,4)    not null default 0,
  money_rounding varchar(9)      null,
  fx_lock        varchar(11)     null,
  currency       char(3)         null     comment 'of the document',
  amount         decimal(19,4)   null     comment 'in it, rounded once',
  exchange       varchar(400)    null     comment 'JSON of the rate used',
  spent_on       date            not null,
  group_id       int unsigned    null     comment 'document group of the invoice or the bill',
  mapping_version_id int unsigned not null,
  constraint expense_allocation_pk primary key (expense_id, side),
  key expense_allocation_group (group_id),
  key expense_allocation_reason (reason)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

-- Every document group that an expense has ever been allocated to: its lines, standing and taken back, are on their documents.
create table expense_group (
  expense_id  bigint unsigned not null,
  group_id    int unsigned    not null,
  constraint expense_group_pk primary key (expense_id, group_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
