-- What leads to whoever is restricted, in one place: their account, credentials, requests, cases of support and what they
-- applied with. Two changes of the same day had each known the list without the other's.
create or replace function loge.ids_of_restricted(doors_only boolean, except_person uuid) returns uuid[]
language plpgsql stable parallel safe security definer
set search_path = loge, pg_temp
set row_security = on
as $$
declare
  mine constant uuid := loge.current_organization();
  people uuid[];
begin
  people := array(
    select r.person_id from loge.restriction r
    where r.organization_id = mine and (not doors_only or r.door = 'close')
      and r.person_id is distinct from except_person);
  return people
    || array(select a.id from loge.account a where a.organization_id = mine and a.person_id = any(people))
    || array(select c.id from loge.credential c where c.organization_id = mine and c.person_id = any(people))
    || array(select q.id from loge.privacy_request q where q.organization_id = mine and q.person_id = any(people))
    || array(select s.id from loge.support_access s where s.organization_id = mine and s.person_id = any(people))
    || array(select f.id from loge.application_file f where f.organization_id = mine and f.person_id = any(people));
end
$$;
