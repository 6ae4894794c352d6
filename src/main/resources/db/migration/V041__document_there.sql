-- How documents stand at their targets, as people there left them: what was read last, and what follows from it.
create table document_there (
  document_id    int unsigned  not null,
  state          varchar(5)    not null comment 'draft, final, void, gone',
  total          decimal(19,4) null     comment 'without tax; like all that follows null where the target does not tell',
  payable        decimal(19,4) null     comment 'with tax',
  date           date          null,
  due            date          null,
  by_people      varchar(200)  null     comment 'who changed it and when, in the target''s words',
  edited_at      datetime(3)   null     comment 'when the edit that stands there was first read; null: it says what we wrote',
  edited_what    varchar(1000) null,
  edited_print   binary(16)    null     comment 'of what the edit says: another edit is another decision',
  waits          varchar(5)    null     comment 'void, final: a pass has to settle it',
  voided_at      datetime(3)   null     comment 'when the void was first read',
  settled_run_id int unsigned  null     comment 'the run that freed what was on it',
  settled_revision int unsigned null    comment 'of the document without its lines',
  freed_lines    int unsigned  null,
  again_at       datetime(3)   null     comment 'when people had taken the void back, although what was on it stands elsewhere',
  first_seen_at  datetime(3)   not null,
  seen_at        datetime(3)   not null,
  constraint document_there_pk primary key (document_id),
  key document_there_waits (waits),
  key document_there_edited (edited_at)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

-- what is read has the target's ids; one pass over the table, a second for some hundred thousand documents
alter table document add key document_external (target, external_id);
