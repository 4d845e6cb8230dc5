-- The same guard, by the columns themselves: turning two rows into JSON took most of the time of a large erasure.
create or replace function loge.guard_event() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE'
     and new.salt is null
     and (new.person_id is null or new.person_id = old.person_id)
     and (new.payload is null or new.payload = old.payload)
     and ((new.actor_kind = 'unknown' and new.actor_id is null)
          or (new.actor_kind = old.actor_kind and new.actor_id is not distinct from old.actor_id))
  then
    -- Whatever else there is, or will be, is as it was.
    old.salt := new.salt;
    old.person_id := new.person_id;
    old.payload := new.payload;
    old.actor_kind := new.actor_kind;
    old.actor_id := new.actor_id;
    if new is not distinct from old then
      return new;
    end if;
  end if;
  raise exception 'an event is never changed or deleted' using errcode = 'restrict_violation';
end
$$;
