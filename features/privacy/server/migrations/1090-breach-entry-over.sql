-- When the time of an entry is over, what was written in it goes; until then it is only added to.

create or replace function loge.keep_breach_entry() returns trigger language plpgsql as $$
begin
  if (new.breach_id, new.number, new.at) is distinct from (old.breach_id, old.number, old.at)
    or (new.act is distinct from old.act and new.act is distinct from '{"kind": "unknown"}'::jsonb)
  then
    raise exception 'the story of a breach is only added to';
  end if;
  return new;
end
$$;
