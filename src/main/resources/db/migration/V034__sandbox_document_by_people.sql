-- What people do to documents in the sandbox, and a second document of the same reference where it is told to take one.
-- A small table: the built-in endpoint's, never production's.
alter table sandbox_document
  add column copy   int unsigned   not null default 0 comment '0, and above where duplicates are taken',
  add column people varchar(6)     null     comment 'edited, voided or paid by people there',
  add column paid   decimal(19, 4) not null default 0,
  drop index sandbox_document_reference,
  add constraint sandbox_document_reference unique (reference, copy);
