-- The rules of zones, with what held at any past instant; when everybody inside was last forgotten; who is not counted.

create table loge.zone_rules (
  organization_id uuid not null,
  zone_id uuid not null,
  revision integer not null check (revision > 0),
  definition jsonb not null,
  -- Whoever went in before this is forgotten.
  forgotten_at timestamptz,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (organization_id, zone_id, revision),
  foreign key (organization_id, zone_id) references loge.zone (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index zone_rules_current on loge.zone_rules (organization_id, zone_id) where valid_until is null;
select loge.secure('loge.zone_rules');

create table loge.free_passage (
  organization_id uuid not null,
  person_id uuid not null,
  site_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  reason text not null check (reason in ('caretaker', 'security', 'works')),
  primary key (organization_id, person_id, site_id, valid_from),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create unique index free_passage_current on loge.free_passage (organization_id, person_id, site_id)
  where valid_until is null;
select loge.secure('loge.free_passage');
