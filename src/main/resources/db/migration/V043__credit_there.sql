-- Credits that are set against our documents at their targets: people's, and our own where people allocated them.
create table credit_there (
  document_id   int unsigned  not null,
  target        varchar(64)   not null,
  external_id   varchar(190)  not null comment 'the target''s own id of the credit',
  reference     varchar(190)  null,
  own           boolean       not null comment 'a document of ours',
  credited_on   date          null,
  amount        decimal(19,4) not null comment 'how much of it is set against the document, in its currency',
  reversed      boolean       not null default false,
  first_seen_at datetime(3)   not null,
  seen_at       datetime(3)   not null,
  constraint credit_there_pk primary key (document_id, external_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
