-- A change of a zone names the version it was made from.
alter table loge.zone add column version integer not null default 1 check (version > 0);
