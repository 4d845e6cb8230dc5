-- Which building was meant, last time, by what a file says; gone with the building.
create table loge.import_building (
  organization_id uuid not null references loge.organization (id),
  site_id uuid not null,
  said text not null check (length(said) <= 200),
  building_id uuid not null,
  primary key (organization_id, site_id, said),
  foreign key (organization_id, building_id) references loge.building (organization_id, id) on delete cascade
);
create index import_building_meant on loge.import_building (organization_id, building_id);
select loge.secure('loge.import_building');
