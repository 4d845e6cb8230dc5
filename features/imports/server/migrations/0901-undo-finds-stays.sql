-- Taking thousands of people and homes back asks of each whether a stay, superseded or not, still names it.

create index tenancy_any_by_person on loge.tenancy (organization_id, person_id);
create index tenancy_any_by_unit on loge.tenancy (organization_id, unit_id);
create index access_subject_by_person on loge.access_subject (organization_id, person_id);
