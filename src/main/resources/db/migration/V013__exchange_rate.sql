-- Tables of published exchange rates that were fetched, and the rates that were taken from them. A rate is never changed.
create table exchange_rate_file (
  id            int unsigned  not null auto_increment,
  source        varchar(16)   not null comment 'who publishes: ECB',
  feed          varchar(8)    not null comment 'daily, history',
  url           varchar(500)  not null,
  name          varchar(60)   not null comment 'the file''s name in the address',
  content_hash  binary(32)    not null,
  state         varchar(8)    not null comment 'taken, refused',
  reason        varchar(2000) null     comment 'why it was refused',
  first_day     date          null,
  last_day      date          null     comment 'the last day that it has rates for',
  rate_count    int unsigned  not null default 0 comment 'rates that were new in it',
  fetched_at    datetime(3)   not null comment 'when it was taken or refused',
  seen_at       datetime(3)   not null comment 'when it was last fetched with this very content',
  size_bytes    int unsigned  not null,
  constraint exchange_rate_file_pk primary key (id),
  constraint exchange_rate_file_once unique (source, feed, content_hash)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table exchange_rate (
  source    varchar(16)     not null,
  day       date            not null comment 'for which it was published',
  currency  char(3)         not null,
  rate      decimal(32,15)  not null comment 'units per 1 EUR, exact',
  file_id   int unsigned    not null,
  constraint exchange_rate_pk primary key (source, day, currency),
  key exchange_rate_file_id (file_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
