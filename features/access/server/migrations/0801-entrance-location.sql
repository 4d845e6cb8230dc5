-- Where an entrance is, as far in as somebody said. A table of its own: an owner who is no superuser cannot add a key
-- between walled tables later. Gone with the entrance, so that a place is not held by a door that is no more.
create table loge.entrance_location (
  organization_id uuid not null,
  entrance_id uuid not null,
  building_id uuid,
  floor_id uuid,
  unit_id uuid,
  area text check (length(area) between 1 and 200),
  primary key (organization_id, entrance_id),
  foreign key (organization_id, entrance_id) references loge.entrance (organization_id, id),
  foreign key (organization_id, building_id) references loge.building (organization_id, id),
  foreign key (organization_id, floor_id, building_id) references loge.floor (organization_id, id, building_id),
  foreign key (organization_id, unit_id) references loge.unit (organization_id, id),
  check (floor_id is null or building_id is not null)
);
select loge.secure('loge.entrance_location');
