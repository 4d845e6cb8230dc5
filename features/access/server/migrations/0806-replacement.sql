-- Equipment that took the place of other equipment: what the doors were made of before and after, to be undone for a day.
create table loge.replacement (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  -- What was taken out, and whether it was in service until then.
  device_id uuid not null,
  was_adopted boolean not null,
  -- What took its place, and what it was called before.
  replaced_by uuid not null,
  name_before text not null,
  reason text not null check (length(reason) between 1 and 500),
  -- The entrances whose parts moved over, each with its revision before and after.
  entrances jsonb not null,
  made_at timestamptz not null,
  made_by jsonb not null,
  undone_at timestamptz,
  undone_by jsonb,
  primary key (organization_id, id),
  foreign key (organization_id, device_id) references loge.device (organization_id, id),
  foreign key (organization_id, replaced_by) references loge.device (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  check (device_id <> replaced_by),
  check ((undone_at is null) = (undone_by is null))
);
create index replacement_by_device on loge.replacement (organization_id, device_id);
create index replacement_by_successor on loge.replacement (organization_id, replaced_by);
select loge.secure('loge.replacement');
