-- Whoever is kept for the periods of a law alone is out of daily work: stored, and there for nobody but themselves and
-- whoever carries out their rights. Nothing else of the application sees them, whatever it asks.
create table loge.archived (
  organization_id uuid not null,
  person_id uuid not null,
  since date not null,
  -- The day on which the last period ends; none where a case alone keeps them.
  until_on date,
  -- Of the register.
  rules text[] not null,
  primary key (organization_id, person_id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
select loge.secure('loge.archived');

-- What leads to them is what leads to whoever is restricted. Their doors, if any should be theirs, are as they were.
do $$
declare
  body text := (select prosrc from pg_proc where oid = 'loge.ids_of_restricted(boolean, uuid)'::regprocedure);
  grown text := replace(body, 'return people' || chr(10), 'if not doors_only then
    people := people || array(
      select v.person_id from loge.archived v
      where v.organization_id = mine and v.person_id is distinct from except_person);
  end if;
  return people' || chr(10));
begin
  if grown = body then
    raise exception 'ids_of_restricted reads otherwise than this migration knows';
  end if;
  execute format('create or replace function loge.ids_of_restricted(doors_only boolean, except_person uuid) returns uuid[]
    language plpgsql stable parallel safe security definer
    set search_path = loge, pg_temp
    set row_security = on
    as %L', grown);
end
$$;

create or replace function loge.hidden_ids() returns uuid[]
language plpgsql stable parallel safe
as $$
declare
  purpose text := current_setting('loge.purpose', true);
begin
  if current_user <> 'loge_app' or purpose in ('privacy', 'keeping', 'sign_in')
    or not (exists (select from loge.restriction where organization_id = loge.current_organization())
      or exists (select from loge.archived where organization_id = loge.current_organization()))
  then
    return '{}';
  end if;
  if purpose = 'door' then
    return loge.ids_of_restricted(true, null);
  end if;
  return loge.ids_of_restricted(false, nullif(current_setting('loge.oneself', true), '')::uuid);
end
$$;
