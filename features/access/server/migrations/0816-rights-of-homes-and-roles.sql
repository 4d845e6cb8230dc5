-- Rights of whoever lives in one home, and of whoever holds a role of the house: who they are follows tenancies and roles.
alter table loge.access_grant
  add column residents_of_unit_id uuid,
  add column role_id uuid,
  -- Not looked through anew, which no owner behind the wall could do: no right of before is of a role.
  add constraint access_grant_role foreign key (organization_id, role_id) references loge.role (organization_id, id)
    not valid,
  drop constraint access_grant_check1,
  add constraint access_grant_to_one check (
    (person_id is not null)::int + (residents_of_building_id is not null)::int + (residents_of_unit_id is not null)::int
      + (role_id is not null)::int + to_all_residents::int = 1);

alter table loge.access_campaign_item
  -- Of which home the residents are, or whose role it is; the building of a home is beside it.
  add column unit_id uuid,
  add column role_id uuid,
  drop constraint access_campaign_item_holder_check,
  add constraint access_campaign_item_holder_check check (holder in ('person', 'residents', 'home', 'role'));
