-- Equipment: what announced itself, what a person adopted, what it last said, what it should be set to.
-- An edge is known by its id only: its own table belongs to a feature further right.

create table loge.device (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  edge_id uuid not null,
  site_id uuid not null,
  protocol text not null,
  external_id text not null,
  state text not null check (state in ('to_be_adopted', 'adopted', 'retired')),
  kind text,
  name text not null,
  announced_name text not null,
  manufacturer text,
  model text,
  hardware_version text,
  software_version text,
  suggested_area text,
  building_id uuid,
  floor_id uuid,
  unit_id uuid,
  area text,
  announced_at timestamptz not null,
  adopted_at timestamptz,
  retired_at timestamptz,
  withdrawn_at timestamptz,
  online boolean,
  availability_since timestamptz,
  last_contact_at timestamptz,
  version integer not null check (version > 0),
  config_revision integer not null check (config_revision >= 0),
  primary key (organization_id, id),
  unique (organization_id, edge_id, external_id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, building_id, site_id) references loge.building (organization_id, id, site_id),
  foreign key (organization_id, floor_id, building_id) references loge.floor (organization_id, id, building_id),
  foreign key (organization_id, unit_id) references loge.unit (organization_id, id),
  check (state <> 'adopted' or adopted_at is not null),
  check (state <> 'adopted' or kind is not null)
);
create index device_by_site on loge.device (organization_id, site_id, id);
select loge.secure('loge.device');

create table loge.component (
  organization_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  key text not null,
  kind text not null,
  name text not null,
  device_class text,
  unit text,
  capabilities text[] not null,
  setting jsonb,
  unsupported_reason text,
  -- False once the device no longer names it; its history keeps the id.
  present boolean not null,
  primary key (organization_id, id),
  unique (organization_id, device_id, key),
  foreign key (organization_id, device_id) references loge.device (organization_id, id)
);
select loge.secure('loge.component');

-- The last word of each part. What happened over time is the log's.
create table loge.device_state (
  organization_id uuid not null,
  component_id uuid not null,
  value jsonb not null,
  reported_at timestamptz not null,
  received_at timestamptz not null,
  primary key (organization_id, component_id),
  foreign key (organization_id, component_id) references loge.component (organization_id, id)
);
select loge.secure('loge.device_state');

create table loge.device_config (
  organization_id uuid not null,
  component_id uuid not null,
  revision integer not null check (revision > 0),
  desired jsonb not null,
  why text,
  actor_kind text not null,
  actor_id uuid,
  valid_from timestamptz not null,
  valid_until timestamptz,
  in_force_at timestamptz,
  primary key (organization_id, component_id, revision),
  foreign key (organization_id, component_id) references loge.component (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index device_config_current on loge.device_config (organization_id, component_id)
  where valid_until is null;
select loge.secure('loge.device_config');

create table loge.command (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  site_id uuid not null,
  -- Null: whichever edge serves the site.
  edge_id uuid,
  entrance_id uuid,
  component_id uuid,
  action jsonb not null,
  reason text,
  origin text not null check (origin in ('person', 'config')),
  actor_kind text not null,
  actor_id uuid,
  idempotency_key text,
  state text not null check (state in ('asked', 'sent', 'ended')),
  outcome text check (outcome in ('done', 'refused', 'expired', 'unreachable', 'unknown')),
  outcome_reason text,
  asked_at timestamptz not null,
  deadline_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, component_id) references loge.component (organization_id, id),
  check ((entrance_id is null) <> (component_id is null)),
  check ((state = 'ended') = (outcome is not null)),
  check ((state = 'ended') = (ended_at is not null)),
  check (deadline_at > asked_at)
);
create unique index command_once on loge.command (organization_id, actor_kind, actor_id, idempotency_key)
  where idempotency_key is not null;
create index command_open on loge.command (organization_id, site_id, asked_at) where state <> 'ended';
create index command_by_component on loge.command (organization_id, component_id, asked_at) where component_id is not null;
create index command_by_entrance on loge.command (organization_id, entrance_id, asked_at) where entrance_id is not null;
select loge.secure('loge.command');

create table loge.unknown_payload (
  organization_id uuid not null references loge.organization (id),
  edge_id uuid not null,
  topic text not null check (length(topic) <= 200),
  why text not null check (length(why) <= 60),
  site_id uuid not null,
  count bigint not null,
  largest_bytes bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (organization_id, edge_id, topic, why),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
select loge.secure('loge.unknown_payload');
