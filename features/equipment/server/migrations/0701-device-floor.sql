-- A floor is one of a building: without the building PostgreSQL would not check it.
alter table loge.device add constraint device_floor_of_building check (floor_id is null or building_id is not null);
