-- A version that was published for later may be taken back until it takes effect: nobody was under it yet. It stays to be
-- read, since people may have been told of it.
alter table loge.register_version add column withdrawn_at timestamptz;
alter table loge.register_version add constraint withdrawn_before_effect
  check (withdrawn_at is null or coalesce(withdrawn_at < effective_at, false));

create or replace function loge.keep_published_register() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and (tg_op = 'DELETE' or old.withdrawn_at is not null
      and new.withdrawn_at is distinct from old.withdrawn_at or
    (new.number, new.content, new.hash, new.recorded_at, new.published_at, new.effective_at)
      is distinct from (old.number, old.content, old.hash, old.recorded_at, old.published_at, old.effective_at))
  then
    raise exception 'a published register stays as it was';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
