-- Calls of the targets that take so many in 24 hours, by the hour, so that the count survives a restart.
create table target_call (
  target  varchar(64)  not null,
  hour_at datetime(3)  not null comment 'its beginning',
  calls   int unsigned not null,
  constraint target_call_pk primary key (target, hour_at)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
