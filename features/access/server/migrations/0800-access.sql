-- Who may enter where: entrances, profiles, grants, credentials, and which version of it all is in force at each edge.
-- What held at any past instant stays readable: a superseded row keeps its period.

-- One row a site: the key of its digests, sealed, and the version of its snapshot.
create table loge.site_access (
  organization_id uuid not null,
  site_id uuid not null,
  snapshot_version bigint not null check (snapshot_version > 0),
  changed_at timestamptz not null,
  primary key (organization_id, site_id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
select loge.secure('loge.site_access');

create table loge.site_access_key (
  organization_id uuid not null,
  site_id uuid not null,
  sealed_key bytea not null,
  primary key (organization_id, site_id),
  foreign key (organization_id, site_id) references loge.site_access (organization_id, site_id)
);
select loge.secure('loge.site_access_key');

create table loge.entrance (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create index entrance_by_site on loge.entrance (organization_id, site_id, id);
select loge.secure('loge.entrance');

create table loge.entrance_version (
  organization_id uuid not null,
  entrance_id uuid not null,
  revision integer not null check (revision > 0),
  definition jsonb not null,
  locked_down boolean not null,
  -- Why somebody locked it down or released it, for who reads the history.
  reason text check (length(reason) between 1 and 500),
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (organization_id, entrance_id, revision),
  foreign key (organization_id, entrance_id) references loge.entrance (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index entrance_version_current on loge.entrance_version (organization_id, entrance_id)
  where valid_until is null;
select loge.secure('loge.entrance_version');

create table loge.access_profile (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create index access_profile_by_site on loge.access_profile (organization_id, site_id, id);
select loge.secure('loge.access_profile');

create table loge.access_profile_version (
  organization_id uuid not null,
  access_profile_id uuid not null,
  revision integer not null check (revision > 0),
  name text not null check (length(name) between 1 and 200),
  lines jsonb not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (organization_id, access_profile_id, revision),
  foreign key (organization_id, access_profile_id) references loge.access_profile (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index access_profile_version_current on loge.access_profile_version (organization_id, access_profile_id)
  where valid_until is null;
select loge.secure('loge.access_profile_version');

create table loge.access_grant (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  access_profile_id uuid not null,
  -- Either one person, or everyone who lives in a building (without one: on the site), by their tenancies.
  person_id uuid,
  residents_of_building_id uuid,
  to_all_residents boolean not null,
  lease_class text not null check (lease_class in ('visitor', 'resident', 'staff')),
  valid_from timestamptz not null,
  valid_until timestamptz check (valid_until > valid_from),
  reason text not null check (length(reason) between 1 and 500),
  granted_at timestamptz not null,
  granted_by jsonb not null,
  revoked_at timestamptz,
  revoked_by jsonb,
  revoke_reason text,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, access_profile_id) references loge.access_profile (organization_id, id),
  check ((person_id is not null)::int + (residents_of_building_id is not null)::int + to_all_residents::int = 1)
);
create index access_grant_by_site on loge.access_grant (organization_id, site_id, id);
create index access_grant_by_person on loge.access_grant (organization_id, person_id, id);
create index access_grant_by_profile on loge.access_grant (organization_id, access_profile_id);
select loge.secure('loge.access_grant');

create table loge.credential (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('pin', 'card', 'qr', 'mobileKey', 'licencePlate')),
  valid_from timestamptz not null,
  valid_until timestamptz check (valid_until > valid_from),
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create index credential_by_site on loge.credential (organization_id, site_id, id);
create index credential_by_person on loge.credential (organization_id, person_id, id);
select loge.secure('loge.credential');

create table loge.credential_status (
  organization_id uuid not null,
  credential_id uuid not null,
  status text not null check (status in ('active', 'suspended', 'lost')),
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (organization_id, credential_id, valid_from),
  foreign key (organization_id, credential_id) references loge.credential (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index credential_status_current on loge.credential_status (organization_id, credential_id)
  where valid_until is null;
select loge.secure('loge.credential_status');

-- Apart from everything else: HMAC-SHA-256 of the value with the site's key. The value itself is nowhere.
create table loge.credential_secret (
  organization_id uuid not null,
  credential_id uuid not null,
  site_id uuid not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (organization_id, credential_id),
  constraint credential_secret_value unique (organization_id, site_id, digest),
  foreign key (organization_id, credential_id) references loge.credential (organization_id, id)
);
select loge.secure('loge.credential_secret');

-- The opaque name a person has inside snapshots and edge events. Deleting the row makes both anonymous.
create table loge.access_subject (
  organization_id uuid not null,
  site_id uuid not null,
  person_id uuid not null,
  ref text not null,
  primary key (organization_id, site_id, person_id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  constraint access_subject_ref unique (organization_id, site_id, ref)
);
select loge.secure('loge.access_subject');

create table loge.access_suspension (
  organization_id uuid not null references loge.organization (id),
  person_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  reason text not null check (length(reason) between 1 and 500),
  primary key (organization_id, person_id, valid_from),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index access_suspension_current on loge.access_suspension (organization_id, person_id)
  where valid_until is null;
select loge.secure('loge.access_suspension');

-- What was sent to each edge and what it reported; what is desired is the version of the site.
create table loge.placement (
  organization_id uuid not null,
  site_id uuid not null,
  edge_id uuid not null,
  sent_version bigint,
  sent_at timestamptz,
  reported_version bigint,
  reported_at timestamptz,
  last_contact_at timestamptz,
  primary key (organization_id, site_id, edge_id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
select loge.secure('loge.placement');
