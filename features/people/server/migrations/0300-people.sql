-- Who lives here: people with where each datum comes from, and which home is theirs from when until when.

create table loge.person (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  civility text check (civility in ('mr', 'mrs')),
  given_name text not null,
  family_name text not null,
  -- Both names without case and accents: what lists are ordered and searched by.
  sort_name text not null,
  street text,
  postal_code text,
  city text,
  country text,
  email text,
  landline text,
  mobile text,
  language text check (language in ('en', 'fr')),
  sources jsonb not null,
  version integer not null,
  primary key (organization_id, id)
);
create index person_by_name on loge.person (organization_id, sort_name, id);
create index person_by_email on loge.person (organization_id, lower(email));
select loge.secure('person');

-- A change adds a row and closes the one before, so that "who lived here on that day, as we knew it then" has an answer.
create table loge.tenancy (
  organization_id uuid not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  unit_id uuid not null,
  site_id uuid not null,
  role text not null check (role in ('holder', 'housemate', 'minor', 'owner')),
  moves_in_at timestamptz not null,
  moves_out_at timestamptz,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (organization_id, id, version),
  check (moves_out_at > moves_in_at),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, unit_id) references loge.unit (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create unique index tenancy_current on loge.tenancy (organization_id, id) where superseded_at is null;
create index tenancy_by_person on loge.tenancy (organization_id, person_id) where superseded_at is null;
create index tenancy_by_unit on loge.tenancy (organization_id, unit_id) where superseded_at is null;
create index tenancy_by_site on loge.tenancy (organization_id, site_id, person_id) where superseded_at is null;
select loge.secure('tenancy');
