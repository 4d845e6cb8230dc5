-- One wish for many devices, asked of a few at a time; where it stands is here, so that whoever comes next goes on.
create table loge.rollout (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  wants text not null check (wants in ('setting', 'firmware')),
  -- What the setting is called by all of the devices; null for firmware.
  setting jsonb,
  value jsonb,
  reason text not null check (length(reason) between 1 and 500),
  batch_size integer not null check (batch_size between 1 and 50),
  pause_above_percent integer not null check (pause_above_percent between 0 and 100),
  together boolean not null,
  state text not null check (state in ('running', 'paused', 'stopped', 'ended')),
  undo_of uuid,
  actor_kind text not null,
  actor_id uuid,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, undo_of) references loge.rollout (organization_id, id),
  check ((wants = 'setting') = (setting is not null)),
  check ((state in ('stopped', 'ended')) = (ended_at is not null))
);
create unique index rollout_undone_once on loge.rollout (organization_id, undo_of) where undo_of is not null;
create index rollout_open on loge.rollout (organization_id, id) where state in ('running', 'paused');
select loge.secure('loge.rollout');

create table loge.rollout_item (
  organization_id uuid not null,
  rollout_id uuid not null,
  device_id uuid not null,
  -- In which order they are asked.
  place integer not null,
  state text not null check (state in
    ('waiting', 'asked', 'in_force', 'drifted', 'failed', 'silent', 'unknown', 'refused', 'overtaken', 'stopped')),
  reason text,
  -- A setting: null stops wanting one. Firmware: the versions.
  wanted jsonb,
  before jsonb,
  -- The revision of the wanted settings by which it was asked, or the order that asked it.
  revision integer,
  command_id uuid,
  asked_at timestamptz,
  begun_at timestamptz,
  -- A person let it go on in spite of this end: it no longer speaks for a pause.
  noted boolean not null default false,
  ended_at timestamptz,
  primary key (organization_id, rollout_id, device_id),
  foreign key (organization_id, rollout_id) references loge.rollout (organization_id, id),
  foreign key (organization_id, device_id) references loge.device (organization_id, id),
  foreign key (organization_id, command_id) references loge.command (organization_id, id),
  check ((state in ('waiting', 'asked')) = (ended_at is null)),
  check (state <> 'asked' or asked_at is not null)
);
create index rollout_item_asked on loge.rollout_item (organization_id, rollout_id) where state = 'asked';
select loge.secure('loge.rollout_item');
