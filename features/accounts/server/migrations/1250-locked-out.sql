-- Ten failures from one place within a quarter of an hour lock it out: how many there were since when, and until when.
alter table loge.sign_in_failure
  add column tries integer not null default 0 check (tries >= 0),
  add column tries_since timestamptz,
  add column locked_until timestamptz;
