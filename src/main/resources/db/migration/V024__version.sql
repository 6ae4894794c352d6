-- Every set of routes and mappings that was accepted, the newest of which is in force on every node of this database.
create table version (
  number        int unsigned  not null comment 'counts up by one: of two nodes that accept at once, one is first',
  hash          char(64)      not null comment 'SHA-256 over paths and bytes of all its files',
  restores      int unsigned  null comment 'the version whose files these are, where somebody went back to it',
  author        varchar(200)  not null comment 'as far as it can be known',
  note          varchar(500)  null,
  accepted_at   datetime(3)   not null,
  case_count    int unsigned  not null comment 'cases that were run and came out as written',
  notes         mediumtext    not null comment 'JSON: what the check noted and did not hold against it',
  program       varchar(40)   not null comment 'of the Hourbook that checked it',
  check_millis  int unsigned  not null,
  constraint version_pk primary key (number)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
