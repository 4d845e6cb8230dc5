-- What leads to whoever said no to a use: their cases of support too. Whatever else leads there by then stays.
do $$
declare
  body text := (select prosrc from pg_proc where oid = 'loge.ids_of_stopped(jsonb, uuid)'::regprocedure);
  grown text := replace(body, 'select person_id from hidden' || chr(10), 'select person_id from hidden
    union all select s.id from hidden join loge.support_access s
      on s.organization_id = loge.current_organization() and s.person_id = hidden.person_id' || chr(10));
begin
  if grown = body then
    raise exception 'ids_of_stopped reads otherwise than this migration knows';
  end if;
  execute format('create or replace function loge.ids_of_stopped(purposes jsonb, except_person uuid) returns uuid[]
    language sql stable parallel safe security definer
    set search_path = loge, pg_temp
    set row_security = on
    as %L', grown);
end
$$;
