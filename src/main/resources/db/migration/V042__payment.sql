-- Payments of our documents as their targets tell of them. A row is a payment's share of one document; one that was taken back stays.
create table payment (
  id          int unsigned  not null auto_increment,
  document_id int unsigned  not null,
  target      varchar(64)   not null,
  external_id varchar(190)  not null comment 'the target''s own',
  paid_on     date          not null,
  amount      decimal(19,4) not null comment 'of the document, in its currency',
  base_amount decimal(19,4) null     comment 'as booked there; null where the target does not tell',
  reversed    boolean       not null default false,
  reversed_at datetime(3)   null     comment 'when that was first read',
  first_seen_at datetime(3) not null,
  seen_at     datetime(3)   not null,
  constraint payment_pk primary key (id),
  constraint payment_once unique (target, external_id, document_id),
  key payment_of_document (document_id),
  key payment_paid (paid_on)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
