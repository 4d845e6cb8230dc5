-- Emergencies: what is ordered for a site or a zone until an instant, what lets people out of a fire, and who opened
-- through a lockdown.

-- A named set of entrances. An order keeps those it was given for, so a zone needs no history.
create table loge.zone (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  entrance_ids jsonb not null,
  removed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create index zone_by_site on loge.zone (organization_id, site_id, id);
select loge.secure('loge.zone');

create table loge.emergency (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('lockdown', 'evacuation')),
  zone_id uuid,
  -- Those of the zone when it was ordered; null: the whole site, with what is added to it meanwhile.
  entrance_ids jsonb,
  reason text not null check (length(reason) between 1 and 500),
  began_at timestamptz not null,
  until timestamptz not null check (until > began_at),
  ordered_by jsonb not null,
  -- The snapshots from this version on hold it, those from the other on no more.
  snapshot_version bigint not null,
  ended_at timestamptz,
  ended_by jsonb,
  ended_version bigint,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, zone_id) references loge.zone (organization_id, id),
  check ((zone_id is null) = (entrance_ids is null))
);
create index emergency_by_site on loge.emergency (organization_id, site_id, began_at);
select loge.secure('loge.emergency');

alter table loge.access_profile_version add column passes_lockdown boolean not null default false;
