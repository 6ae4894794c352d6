-- Who released which content of a document, and when. Rows are only ever added: what is here was decided by a person.
create table document_release (
  id              int unsigned not null auto_increment,
  document_id     int unsigned not null,
  revision        int unsigned not null comment 'the content that was released; a later one waits for a release of its own',
  target          varchar(64)  not null comment 'kept with the reference, for a document may go that nobody ever sent',
  reference       varchar(190) not null,
  content_hash    binary(16)   not null,
  even_unfinished boolean      not null comment 'released although its period had not ended, knowingly',
  released_by     varchar(100) not null,
  note            varchar(500) null,
  released_at     datetime(3)  not null,
  released_on     date         not null comment 'the same as a day of the company',
  constraint document_release_pk primary key (id),
  constraint document_release_once unique (document_id, revision),
  key document_release_reference (reference)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

alter table delivery
  modify due_on date null comment 'not before this day; null: not before a person releases it';
