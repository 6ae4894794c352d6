-- What happened to edits of routes and mappings: who, what, when, why, and what came of it. Rows are only ever added.
create table change_log (
  id           bigint unsigned not null auto_increment,
  happened_at  datetime(3)     not null,
  event        varchar(12)     not null comment 'refused, accepted, proposed, approved, rejected, withdrawn, superseded, rolled-back',
  who          varchar(200)    not null comment 'as far as it can be known',
  version      int unsigned    null     comment 'that came of it',
  proposal     int unsigned    null     comment 'that it was about',
  base         int unsigned    not null comment 'the version in force before',
  hash         char(64)        not null comment 'SHA-256 over paths and bytes of the set that it was about',
  folder       char(36)        null     comment 'the home where it happened, where it happened at one',
  files        mediumtext      not null comment 'JSON: the files that were edited',
  why          varchar(500)    null,
  result       mediumtext      not null comment 'what came of it; what was found, where it was refused',
  constraint change_log_pk primary key (id),
  key change_log_happened_at (happened_at)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

insert into change_log (happened_at, event, who, version, base, hash, files, why, result)
select accepted_at, if(restores is null, 'accepted', 'rolled-back'), author, number, number - 1, hash, '[]', note,
    concat('version ', number, ' is in force', if(restores is null, '', concat(', with the files of version ', restores)))
from version order by number;
