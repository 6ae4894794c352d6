-- Every substantial edit that waited for a second person, and what became of it: waiting → approved | rejected | withdrawn | superseded.
create table proposal (
  number        int unsigned  not null comment 'counts up by one',
  hash          char(64)      not null comment 'SHA-256 over paths and bytes of all files of the set as it would be',
  base          int unsigned  not null comment 'the version in force that it was made upon',
  folder        char(36)      not null comment 'the home that it comes from: another save there takes its place',
  author        varchar(200)  not null comment 'as far as it can be known',
  authors       mediumtext    not null comment 'JSON: names by which whoever wrote it is known; none of them may approve it',
  note          varchar(500)  null,
  proposed_at   datetime(3)   not null,
  state         varchar(12)   not null,
  decided_by    varchar(200)  null,
  decided_at    datetime(3)   null,
  why           varchar(500)  null,
  substantial   mediumtext    not null comment 'JSON: what makes it substantial',
  case_count    int unsigned  not null comment 'cases that were run and came out as written',
  notes         mediumtext    not null comment 'JSON: what the check noted and did not hold against it',
  check_millis  int unsigned  not null,
  version       int unsigned  null comment 'that it became, where it was approved',
  constraint proposal_pk primary key (number),
  constraint proposal_version unique (version),
  key proposal_state (state),
  key proposal_hash (hash)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table proposal_file (
  number    int unsigned not null,
  path      varchar(500) not null comment 'from the home on: routes/…, mappings/…',
  hash      char(64)     not null comment 'of version_content',
  constraint proposal_file_pk primary key (number, path)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
