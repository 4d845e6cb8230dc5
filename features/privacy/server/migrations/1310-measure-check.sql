-- What was found each day of the measures that protect people, so that whoever asks sees the last look and those before.
create table loge.measure_check (
  organization_id uuid not null references loge.organization (id),
  -- Id of the register.
  measure text not null,
  at timestamptz not null,
  -- `holds`, or what does not.
  outcome text not null check (outcome ~ '^[a-z_]{1,60}$'),
  -- How many of what was looked at do not hold.
  found integer not null check (found >= 0),
  primary key (organization_id, measure, at)
);
select loge.secure('loge.measure_check');
