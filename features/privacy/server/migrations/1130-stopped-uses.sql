-- A person who said no to a use of their data is left out of that use, and of no other, by the database: each question says
-- what it serves (`loge.uses`), and the rows of whoever said no to all of that are not there for it.

-- The people who said no to every one of these purposes, with everything that leads to them. Each purpose is a list of what
-- ends it: `use:<purpose>`, `marketing` (objections), or `consent:<purpose>` (taken back, and not given anew).
create function loge.ids_of_stopped(purposes jsonb, except_person uuid) returns uuid[]
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
      on q.organization_id = loge.current_organization() and q.person_id = hidden.person_id)
$$;

revoke all on function loge.ids_of_stopped(jsonb, uuid) from public;
grant execute on function loge.ids_of_stopped(jsonb, uuid) to loge_app;

-- Who is left out of a question at these rows: a table, or the rows of one kind of it (`event/movement`).
create function loge.hidden_ids(rows_of text) returns uuid[]
language plpgsql stable parallel safe
as $$
declare
  purpose text := current_setting('loge.purpose', true);
  uses text := current_setting('loge.uses', true);
  purposes jsonb;
begin
  if current_user <> 'loge_app' or coalesce(uses, '') = ''
    or purpose in ('privacy', 'keeping', 'sign_in', 'door')
  then
    return loge.hidden_ids();
  end if;
  purposes := uses::jsonb -> rows_of;
  if purposes is null then
    return loge.hidden_ids();
  end if;
  return loge.hidden_ids()
    || loge.ids_of_stopped(purposes, nullif(current_setting('loge.oneself', true), '')::uuid);
end
$$;

create or replace function loge.hide_restricted(target regclass, variadic leads text[]) returns void
language plpgsql as $$
begin
  execute format('create policy restriction on %s as restrictive using (%s) with check (true)', target,
    (select string_agg(format('(%I = any ((select loge.hidden_ids(%L))::uuid[])) is not true', lead,
        (select relname from pg_class where oid = target)), ' and ' order by place)
     from unnest(leads) with ordinality l (lead, place)));
end
$$;

do $$
declare
  wall record;
begin
  for wall in
    select c.relname, pg_get_expr(p.polqual, p.polrelid) as hides
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polname = 'restriction' and c.relnamespace = 'loge'::regnamespace
  loop
    execute format('alter policy restriction on loge.%I using (%s)', wall.relname,
      replace(wall.hides, 'hidden_ids()', format('hidden_ids(%L)', wall.relname)));
  end loop;
end
$$;

-- Where the kind of a row says what it serves.
create policy stopped on loge.event as restrictive using (
  (person_id = any ((case retention_class
    when 'movement' then (select loge.hidden_ids('event/movement'))
    when 'equipment' then (select loge.hidden_ids('event/equipment'))
    when 'audit' then (select loge.hidden_ids('event/audit'))
  end)::uuid[])) is not true) with check (true);

create policy stopped on loge.relation as restrictive using (
  (person_id = any ((case kind
    when 'staff' then (select loge.hidden_ids('relation/staff'))
    when 'candidate' then (select loge.hidden_ids('relation/candidate'))
    when 'contact' then (select loge.hidden_ids('relation/contact'))
    else '{}'
  end)::uuid[])) is not true) with check (true);
