-- Where the documents of these books go, decided once: what the sandbox took never arrived in production, and is not to stand as if it had.
create table delivery_profile (
  id         tinyint unsigned not null,
  profile    varchar(10)      not null comment 'production, or sandbox',
  decided_at datetime(3)      not null,
  constraint delivery_profile_pk primary key (id),
  constraint delivery_profile_once check (id = 1)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

insert into delivery_profile (id, profile, decided_at)
select 1, 'production', utc_timestamp(3) from (select 1) books where exists (select 1 from run);
