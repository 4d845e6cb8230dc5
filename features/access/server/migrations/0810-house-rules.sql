-- What each site settled for its doors, with what held at any past instant and who said so. No row: all is as usual.

create table loge.house_rules (
  organization_id uuid not null,
  site_id uuid not null,
  revision integer not null check (revision > 0),
  definition jsonb not null,
  changed_by jsonb not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (organization_id, site_id, revision),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index house_rules_current on loge.house_rules (organization_id, site_id) where valid_until is null;
select loge.secure('loge.house_rules');
