-- How far each target has been read, and how that went. One row a target; the cursor is written with what was seen.
create table reading (
  target    varchar(64)   not null,
  address   varchar(500)  not null comment 'what it was and where: elsewhere its cursor means nothing',
  place     varchar(500)  null     comment 'the cursor, which only the reader of its kind understands',
  since_at  datetime(3)   not null comment 'when it was first read there: what was delivered and never seen since may be elsewhere',
  began_at  datetime(3)   not null comment 'the last reading',
  read_at   datetime(3)   null     comment 'the last page that was kept',
  documents int unsigned  not null default 0 comment 'documents of ours that the last reading told of',
  failure   varchar(2000) null     comment 'why the last reading came to nothing',
  constraint reading_pk primary key (target)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
