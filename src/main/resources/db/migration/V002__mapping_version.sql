-- Every state of mappings/ that a run has worked with, so that a line can name the rules that made it.
create table mapping_version (
  id          int unsigned not null auto_increment,
  version     char(12)     not null comment 'start of the hash over all files',
  content     mediumtext   not null comment 'JSON: path to text',
  created_at  datetime(3)  not null,
  constraint mapping_version_pk primary key (id),
  constraint mapping_version_once unique (version)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
