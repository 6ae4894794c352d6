-- Payments and credits that people record in the sandbox, and whether they wrote in a document since we did. Never production's.
create table sandbox_settlement (
  id          int unsigned  not null auto_increment,
  document_id int unsigned  not null,
  kind        varchar(7)    not null comment 'payment, credit',
  dated       date          not null,
  amount      decimal(19,4) not null,
  base_amount decimal(19,4) null,
  reversed    boolean       not null default false,
  constraint sandbox_settlement_pk primary key (id),
  key sandbox_settlement_of (document_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

insert into sandbox_settlement (document_id, kind, dated, amount)
  select id, 'payment', date(updated_at), paid from sandbox_document where paid > 0;

alter table sandbox_document
  add column edited boolean not null default false comment 'by people, since it was last sent',
  add key sandbox_document_updated (updated_at, id);
update sandbox_document set edited = true where people = 'edited';
