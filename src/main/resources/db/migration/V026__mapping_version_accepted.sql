-- Whatever names the mappings that made it names the whole version by that: routes that changed alone make a row of their own.
alter table mapping_version
  add accepted_number int unsigned not null default 0 comment 'version.number; 0: from before there were versions' after version,
  drop constraint mapping_version_once,
  add constraint mapping_version_once unique (version, accepted_number);
