-- Whether an order was an exercise; and keys behind glass: who may take, in an emergency and for a short time, a right
-- that is given to nobody for good, and each time somebody did.

alter table loge.emergency add column is_drill boolean not null default false;

create table loge.glass_key (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  access_profile_id uuid not null,
  for_minutes integer not null check (for_minutes between 5 and 240),
  shows_names boolean not null,
  reason text not null check (length(reason) between 1 and 500),
  given_at timestamptz not null,
  -- Names are handed over by whoever gave the key, as far as they hold them then.
  given_by uuid not null,
  valid_until timestamptz not null check (valid_until > given_at),
  withdrawn_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade,
  foreign key (organization_id, access_profile_id) references loge.access_profile (organization_id, id)
);
create index glass_key_by_account on loge.glass_key (organization_id, account_id) where withdrawn_at is null;
select loge.secure('loge.glass_key');

create table loge.glass_break (
  organization_id uuid not null,
  id uuid not null,
  glass_key_id uuid not null,
  site_id uuid not null,
  person_id uuid not null,
  -- What opens: it ends where this ends, and is over where this is revoked.
  access_grant_id uuid not null,
  delegation_id uuid,
  reason text not null check (length(reason) between 1 and 500),
  broken_at timestamptz not null,
  snapshot_version bigint not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  conclusion text check (length(conclusion) between 1 and 2000),
  primary key (organization_id, id),
  foreign key (organization_id, glass_key_id) references loge.glass_key (organization_id, id) on delete cascade,
  foreign key (organization_id, access_grant_id) references loge.access_grant (organization_id, id) on delete cascade,
  check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (conclusion is null))
);
create index glass_break_by_site on loge.glass_break (organization_id, site_id, broken_at);
select loge.secure('loge.glass_break');
