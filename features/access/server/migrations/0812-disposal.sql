-- Equipment that goes for good: who said so and why, the order that clears what is kept of it, and who wiped it by hand.
create table loge.disposal (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  device_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  -- The entrances that lost a part by it, and how many settings are no longer wanted.
  entrance_ids jsonb not null,
  settings integer not null check (settings >= 0),
  command_id uuid,
  started_at timestamptz not null,
  started_by jsonb not null,
  confirmed_at timestamptz,
  confirmed_by jsonb,
  note text check (length(note) between 1 and 500),
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, device_id) references loge.device (organization_id, id),
  foreign key (organization_id, command_id) references loge.command (organization_id, id),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((confirmed_at is null) = (note is null))
);
create index disposal_by_device on loge.disposal (organization_id, device_id);
create index disposal_open on loge.disposal (organization_id, id) where confirmed_at is null;
select loge.secure('loge.disposal');
