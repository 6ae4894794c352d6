-- The files of each version. A file that did not change is kept once, however many versions have it.
create table version_content (
  hash      char(64)   not null comment 'SHA-256 of the bytes',
  content   mediumblob not null,
  constraint version_content_pk primary key (hash)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table version_file (
  number    int unsigned not null,
  path      varchar(500) not null comment 'from the home on: routes/…, mappings/…',
  hash      char(64)     not null,
  constraint version_file_pk primary key (number, path)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
