-- What consumers of routes have taken that leave it where it lies: files, mail, messages with a number. One row for each key.
create table taken_before (
  key_hash     binary(32)   not null comment 'SHA-256 of the key: keys differ by case and by blanks at their end',
  name         varchar(500) not null comment 'the key, as much of it as there is room for',
  home         char(16)     not null comment 'whose process took it',
  process      char(36)     not null comment 'which one: what a process had in hand when it ended is taken again',
  taken_at     datetime(3)  not null,
  confirmed_at datetime(3)  null     comment 'when it was through; null: in hand',
  constraint taken_before_pk primary key (key_hash)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
