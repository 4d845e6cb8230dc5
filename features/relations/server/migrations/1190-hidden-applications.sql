-- What hangs on the file of somebody who applied is hidden with them: its documents, its details and who opened it.

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
    || array(select f.id from loge.application_file f where f.organization_id = mine and f.person_id = any(people));
end
$$;

create or replace function loge.ids_of_stopped(purposes jsonb, except_person uuid) returns uuid[]
language sql stable parallel safe security definer
set search_path = loge, pg_temp
set row_security = on
as $$
  with ends as (
    select place, word
    from jsonb_array_elements(purposes) with ordinality purpose (words, place),
      jsonb_array_elements_text(words) word),
  ended as (
    select o.person_id, place from loge.objection o join ends on word = o.objected_to
    where o.organization_id = loge.current_organization()
    union
    select c.person_id, place from loge.consent c join ends on word = 'consent:' || c.purpose
    where c.organization_id = loge.current_organization() and c.withdrawn_at is not null
      and not exists (select from loge.consent held
        where held.organization_id = c.organization_id and held.person_id = c.person_id
          and held.purpose = c.purpose and held.withdrawn_at is null)),
  hidden as materialized (
    select person_id from ended where person_id is distinct from except_person
    group by person_id having count(*) = jsonb_array_length(purposes))
  select array(
    select person_id from hidden
    union all select a.id from hidden join loge.account a
      on a.organization_id = loge.current_organization() and a.person_id = hidden.person_id
    union all select c.id from hidden join loge.credential c
      on c.organization_id = loge.current_organization() and c.person_id = hidden.person_id
    union all select q.id from hidden join loge.privacy_request q
      on q.organization_id = loge.current_organization() and q.person_id = hidden.person_id
    union all select f.id from hidden join loge.application_file f
      on f.organization_id = loge.current_organization() and f.person_id = hidden.person_id)
$$;
