-- Where the documents of these books go, decided once: what the sandbox took never arrived in production, and is not to stand as if it had.
create table delivery_profile (
  id         tinyint unsigned not null comment '1: there is one row',
  profile    varchar(10)      not null comment 'production, or sandbox',
  decided_at datetime(3)      not null,
  constraint delivery_profile_pk primary key (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

-- books that have run before there were profiles are production's
insert into delivery_profile (id, profile, decided_at)
select 1, 'production', min(started_at) from run having count(*) > 0;
