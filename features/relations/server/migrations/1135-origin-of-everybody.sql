-- Who keyed it in, of what did not come by itself.
alter table loge.provenance add column keyed_by uuid;

-- Nobody is kept without a source: by the end of the transaction that writes them down, it stands beside them.
create function loge.require_origin() returns trigger language plpgsql set search_path = loge, pg_temp as $$
begin
  -- A restore puts back what was, for no organization; whoever writes for one cannot leave it out.
  if coalesce(current_setting('loge.organization_id', true), '') = '' then return null; end if;
  if not exists (select from person p where p.organization_id = new.organization_id and p.id = new.id) then
    return null;
  end if;
  if exists (select from provenance o where o.organization_id = new.organization_id and o.person_id = new.id) then
    return null;
  end if;
  raise exception 'nothing is kept of somebody without its source'
    using errcode = 'check_violation', constraint = 'person_has_origin', table = 'person';
end $$;
create constraint trigger person_has_origin after insert on loge.person
  deferrable initially deferred for each row execute function loge.require_origin();
