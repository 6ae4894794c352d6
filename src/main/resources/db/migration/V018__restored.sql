-- A restore from an archive: what the archived Hourbook sent afterwards is at the targets, and unknown here.
create table restored (
  id          int unsigned not null auto_increment,
  archived_at datetime(3)  not null comment 'when the rows were read into the archive',
  restored_at datetime(3)  not null,
  constraint restored_pk primary key (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
