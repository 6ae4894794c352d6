-- What was sent of a document in its target's own words, where documents there have no place for a mark of ours: what stands there
-- is held against it, and what people changed is left alone. More rows than one while it is not known which of them arrived.
create table sent_body (
  document_id int unsigned not null,
  hash        binary(16)   not null comment 'of the body',
  revision    int unsigned not null comment 'of the document that it says',
  body        mediumtext compressed not null comment 'JSON; its form is the target''s own',
  sent_at     datetime(3)  not null,
  constraint sent_body_pk primary key (document_id, hash)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
