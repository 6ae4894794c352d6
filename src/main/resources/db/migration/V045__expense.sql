-- The live expenses: one row each, its current revision; earlier ones stand in expense_revision. Work is gone when done.
create table expense (
  id            bigint unsigned   not null auto_increment,
  source_id     smallint unsigned not null,
  identity      binary(16)        not null comment 'hash of what makes it this expense and no other',
  fingerprint   binary(16)        not null comment 'hash of what it says: equal means duplicate',
  source_key    varchar(190)      null     comment 'the source''s own id',
  revision      smallint unsigned not null default 1,
  conflict      boolean           not null default false,
  deleted       boolean           not null comment 'the source says that it is no more',
  worker_name   varchar(255)      null,
  worker_email  varchar(255)      null,
  client_name   varchar(255)      null,
  project_name  varchar(255)      null,
  category_name varchar(255)      null,
  vendor        varchar(255)      null     comment 'who was paid',
  spent_on      date              not null,
  units         decimal(19,4)     null     comment 'of what is paid by a rate: miles, days',
  amount        decimal(19,4)     null,
  currency      char(3)           null,
  billable      boolean           null,
  reimbursable  boolean           null     comment 'whether the worker paid',
  invoiced      boolean           not null,
  approval      tinyint           not null,
  receipt       varchar(255)      null     comment 'name of the file',
  notes         text              not null,
  modified_at   datetime(3)       null     comment 'UTC, the source''s own stamp',
  file_id       int unsigned      not null,
  line          bigint            not null,
  raw           mediumtext        not null,
  constraint expense_pk primary key (id),
  constraint expense_identity unique (source_id, identity),
  key expense_receipt (source_id, receipt)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table expense_revision (
  expense_id      bigint unsigned   not null,
  revision        smallint unsigned not null,
  fingerprint     binary(16)        not null,
  file_id         int unsigned      not null,
  line            bigint            not null,
  raw             mediumtext        not null,
  replaced_run_id int unsigned      not null,
  constraint expense_revision_pk primary key (expense_id, revision)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table expense_work (
  expense_id  bigint unsigned not null,
  constraint expense_work_pk primary key (expense_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
