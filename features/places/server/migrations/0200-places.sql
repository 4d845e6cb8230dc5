-- Where things are: an organization's settings, its sites, their buildings, floors and units.

create table loge.organization_settings (
  organization_id uuid primary key references loge.organization (id),
  language text not null check (language in ('en', 'fr')),
  contact_email text,
  contact_telephone text,
  version integer not null
);
select loge.secure('organization_settings');

create table loge.site (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  name text not null,
  time_zone text not null,
  holiday_region text,
  street text not null,
  postal_code text not null,
  city text not null,
  country text not null,
  version integer not null,
  primary key (organization_id, id),
  constraint site_name unique (organization_id, name)
);
select loge.secure('site');

create table loge.building (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  name text not null,
  version integer not null,
  primary key (organization_id, id),
  constraint building_name unique (organization_id, site_id, name),
  -- Lets floors and units prove that the site they name is their building's.
  unique (organization_id, id, site_id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
select loge.secure('building');

create table loge.floor (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  building_id uuid not null,
  name text not null,
  level integer not null,
  version integer not null,
  primary key (organization_id, id),
  constraint floor_name unique (organization_id, building_id, name),
  unique (organization_id, id, building_id),
  foreign key (organization_id, building_id, site_id) references loge.building (organization_id, id, site_id)
);
select loge.secure('floor');

create table loge.unit (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  building_id uuid not null,
  floor_id uuid,
  name text not null,
  kind text not null check (kind in ('home', 'commercial', 'parking', 'storage')),
  version integer not null,
  primary key (organization_id, id),
  constraint unit_name unique (organization_id, building_id, name),
  foreign key (organization_id, building_id, site_id) references loge.building (organization_id, id, site_id),
  foreign key (organization_id, floor_id, building_id) references loge.floor (organization_id, id, building_id)
);
create index unit_by_floor on loge.unit (organization_id, floor_id);
create index unit_by_site on loge.unit (organization_id, site_id, name, id);
select loge.secure('unit');
