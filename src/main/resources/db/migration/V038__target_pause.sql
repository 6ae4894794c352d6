-- Targets that are left alone for a while: they said so, a day's calls are used up, or their credentials are refused. One row a target.
create table target_pause (
  target   varchar(64)  not null,
  until_at datetime(3)  not null,
  since_at datetime(3)  not null,
  why      varchar(500) not null,
  said_by  varchar(100) not null comment 'the target, Hourbook, or a person',
  constraint target_pause_pk primary key (target)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
