-- Documents as the books should have them. A group is (target, type, counterparty, currency, period); a document is a part of it.
create table document_group (
  id            int unsigned not null auto_increment,
  target        varchar(64)  not null,
  stem          varchar(160) not null comment 'the reference without its part: HB-INV-CUST-1001-USD-2025-03',
  type          varchar(16)  not null,
  counterparty  varchar(64)  null,
  currency      char(3)      null,
  period        varchar(10)  not null,
  subject       varchar(64)  null     comment 'the retainer of a drawdown, the client of an invoice',
  constraint document_group_pk primary key (id),
  constraint document_group_stem unique (target, stem)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table document (
  id            int unsigned not null auto_increment,
  group_id      int unsigned not null,
  target        varchar(64)  not null,
  reference     varchar(190) not null,
  type          varchar(16)  not null,
  part          int unsigned not null,
  status        varchar(5)   not null comment 'draft, final, void',
  date          date         not null,
  due           date         null,
  total         decimal(19,4) not null,
  base_total    decimal(19,4) null,
  line_count    int unsigned not null,
  revision      int unsigned not null comment 'one more for each change of content',
  content_hash  binary(16)   not null,
  external_id   varchar(190) null     comment 'the target''s own id, once known',
  delivered_revision int unsigned not null default 0,
  created_run_id int unsigned not null,
  changed_run_id int unsigned not null,
  constraint document_pk primary key (id),
  constraint document_reference unique (target, reference),
  key document_of_group (group_id),
  key document_changed (changed_run_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table document_line (
  id            bigint unsigned not null auto_increment,
  document_id   int unsigned    not null,
  position      bigint unsigned not null default 0 comment 'its place; a line that changes keeps the place of the one before',
  from_revision int unsigned    not null comment 'the first revision of the document that has it',
  until_revision int unsigned   null     comment 'the first that no longer has it',
  line_key      varchar(120)    not null comment 'which thing of the group it is: an entry, an account, a worker and code',
  reverses_id   bigint unsigned null     comment 'the line of a final document that this one takes back',
  content_hash  binary(16)      not null,
  entry_id      bigint unsigned null,
  account       varchar(32)     null,
  amount        decimal(19,4)   null     comment 'positive; debit positive, credit negative in a journal',
  base_amount   decimal(19,4)   null,
  seconds       bigint          null,
  mapping_version_id int unsigned not null,
  wire          mediumtext      not null comment 'the line as JSON, as it goes out',
  constraint document_line_pk primary key (id),
  key document_line_of_document (document_id, position),
  key document_line_entry (entry_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
