-- A dead letter tells its story: what was said to a target and what it answered, and who decided what about it, one row each.
alter table dead_letter
  add column request  mediumtext null comment 'the last call to a target, as JSON, without secrets',
  add column response mediumtext null comment 'what it answered, as JSON, without secrets';

create table dead_letter_decision (
  id             bigint unsigned not null auto_increment,
  dead_letter_id bigint unsigned not null,
  decision       varchar(10)     not null comment 'replayed, discarded',
  decided_by     varchar(100)    not null,
  note           varchar(500)    null,
  decided_at     datetime(3)     not null,
  constraint dead_letter_decision_pk primary key (id),
  key dead_letter_decision_of (dead_letter_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

insert into dead_letter_decision (dead_letter_id, decision, decided_by, note, decided_at)
  select id, state, changed_by, change_note, changed_at from dead_letter
  where state in ('replayed', 'discarded') and changed_by is not null and changed_at is not null;
