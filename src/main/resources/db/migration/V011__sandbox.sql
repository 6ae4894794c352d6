-- The accounting endpoint to rehearse on: what it was sent, and every key, for ever. One row per document is both.
create table sandbox_document (
  id              int unsigned   not null auto_increment,
  reference       varchar(190)   not null,
  idempotency_key varbinary(255) not null,
  body_hash       binary(32)     not null comment 'of the body that made it, to tell a repeated key from a reused one',
  status          varchar(5)     not null comment 'draft, final, void',
  body            mediumtext     not null,
  updates         int unsigned   not null default 0,
  created_at      datetime(3)    not null,
  updated_at      datetime(3)    not null,
  constraint sandbox_document_pk primary key (id),
  constraint sandbox_document_reference unique (reference),
  constraint sandbox_document_key unique (idempotency_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
