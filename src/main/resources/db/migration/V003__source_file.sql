-- Sources by number, and the files they have delivered.
create table source (
  id    smallint unsigned not null auto_increment,
  name  varchar(64)       not null,
  constraint source_pk primary key (id),
  constraint source_name unique (name)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table source_file (
  id            int unsigned      not null auto_increment,
  source_id     smallint unsigned not null,
  name          varchar(255)      not null,
  content_hash  binary(32)        not null,
  size_bytes    bigint            not null,
  state         varchar(10)       not null comment 'reading, taken, refused',
  row_count     bigint            not null default 0,
  run_id        int unsigned      not null,
  taken_at      datetime(3)       not null,
  constraint source_file_pk primary key (id),
  constraint source_file_once unique (source_id, content_hash)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
