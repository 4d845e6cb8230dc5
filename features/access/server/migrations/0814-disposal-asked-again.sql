-- An order that came to nothing is given again, so many times; and equipment that a person said was wiped may be heard again.
alter table loge.disposal
  add column attempts integer not null default 1 check (attempts >= 1),
  add column asked_again_at timestamptz,
  add column heard_again_at timestamptz,
  add check (heard_again_at is null or confirmed_at is not null);
