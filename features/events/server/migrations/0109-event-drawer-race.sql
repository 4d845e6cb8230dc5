-- Two that wrote the first event of a month at once: the one that waited was told that the drawer is still missing, made it
-- again and failed. `to_regclass` answers from a cache of names, which a backend renews when it locks a relation and not when
-- it takes an advisory lock.
create or replace function loge.ensure_event_partition(class text, at timestamptz) returns boolean
language plpgsql security definer
set search_path = loge, pg_temp
as $$
declare
  first timestamp := date_trunc('month', at at time zone 'UTC');
  part text := format('event_%s_%s', class, to_char(first, 'YYYY_MM'));
begin
  if class not in ('movement', 'equipment', 'audit') or extract(year from first) not between 2000 and 2200 then
    raise exception 'no drawer for % at %', class, at using errcode = 'check_violation';
  end if;
  if to_regclass('loge.' || part) is not null then
    return true;
  end if;
  perform pg_advisory_xact_lock(hashtext('loge.ensure_event_partition'));
  execute format('lock table loge.%I in share update exclusive mode', 'event_' || class);
  if to_regclass('loge.' || part) is not null then
    return false;
  end if;
  execute format('create table loge.%I (like loge.event including defaults including constraints including indexes)', part);
  execute format(
    'alter table loge.%I attach partition loge.%I for values from (%L) to (%L)',
    'event_' || class, part, first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
  perform loge.secure(format('loge.%I', part)::regclass);
  return false;
end
$$;
