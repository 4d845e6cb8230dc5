-- Review campaigns: every right of a site looked at once by somebody else than its holder, decided, closed and proven.

create table loge.access_campaign (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  -- The lists it is about; null: every right in force.
  covers text[],
  opened_at timestamptz not null,
  -- Civil days of the site.
  opened_on date not null,
  due_on date not null,
  opened_by jsonb not null,
  closed_at timestamptz,
  closed_by jsonb,
  close_reason text check (length(close_reason) between 1 and 500),
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  check ((closed_at is null) = (closed_by is null))
);
create unique index access_campaign_open on loge.access_campaign (organization_id, site_id) where closed_at is null;
create index access_campaign_by_site on loge.access_campaign (organization_id, site_id, id);
select loge.secure('loge.access_campaign');

create table loge.access_campaign_reviewer (
  organization_id uuid not null,
  access_campaign_id uuid not null,
  position integer not null check (position >= 0),
  account_id uuid not null,
  building_id uuid,
  primary key (organization_id, access_campaign_id, position),
  foreign key (organization_id, access_campaign_id) references loge.access_campaign (organization_id, id),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
select loge.secure('loge.access_campaign_reviewer');

create table loge.access_campaign_decision (
  organization_id uuid not null,
  id uuid not null,
  access_campaign_id uuid not null,
  kind text not null check (kind in ('keep', 'end', 'revoke')),
  reason text check (length(reason) between 1 and 500),
  until timestamptz,
  items integer not null check (items > 0),
  decided_at timestamptz not null,
  decided_by jsonb not null,
  -- The change of rights it made, which undoes it.
  access_change_id uuid,
  undone_at timestamptz,
  undone_by jsonb,
  primary key (organization_id, id),
  foreign key (organization_id, access_campaign_id) references loge.access_campaign (organization_id, id),
  foreign key (organization_id, access_change_id) references loge.access_change (organization_id, id),
  check ((kind = 'keep') = (access_change_id is null)),
  check ((kind = 'end') = (until is not null)),
  check ((undone_at is null) = (undone_by is null))
);
create index access_campaign_decision_by_change on loge.access_campaign_decision (organization_id, access_change_id)
  where access_change_id is not null;
select loge.secure('loge.access_campaign_decision');

-- One right each, as it was at the opening. The right itself may be gone since.
create table loge.access_campaign_item (
  organization_id uuid not null,
  access_campaign_id uuid not null,
  number integer not null check (number > 0),
  -- Follows the right when a change that took it back is undone; no reference, because it outlives it.
  access_grant_id uuid,
  holder text not null check (holder in ('person', 'residents')),
  -- Null of a person: erased since.
  person_id uuid,
  -- Where the person lived; of which building the residents are.
  building_id uuid,
  access_profile_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  listed text[] not null,
  entrance_ids uuid[] not null,
  decision_id uuid,
  left_as text check (left_as in ('gone', 'undecided')),
  primary key (organization_id, access_campaign_id, number),
  foreign key (organization_id, access_campaign_id) references loge.access_campaign (organization_id, id),
  foreign key (organization_id, decision_id) references loge.access_campaign_decision (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  -- Each ends in one state.
  check (decision_id is null or left_as is null)
);
create index access_campaign_item_by_grant on loge.access_campaign_item (organization_id, access_grant_id);
create index access_campaign_item_by_person on loge.access_campaign_item (organization_id, person_id)
  where person_id is not null;
create index access_campaign_item_by_decision on loge.access_campaign_item (organization_id, decision_id)
  where decision_id is not null;
select loge.secure('loge.access_campaign_item');
