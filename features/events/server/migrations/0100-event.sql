-- The log: rows that are appended once. Listed by retention class, then ranged by month of `filed_at`, so that a purge
-- drops a table. `filed_at` is when it happened, or when we heard of it if that clock cannot be believed: a wrong
-- clock can neither create a partition of 1970 nor put a movement where no purge comes by.

create sequence loge.event_position;
grant usage on sequence loge.event_position to loge_app;

create table loge.event (
  organization_id uuid not null,
  retention_class text not null check (retention_class in ('movement', 'equipment', 'audit')),
  filed_at timestamptz not null,
  id uuid not null,
  -- Commit order is (xact_id, position); see docs/decisions/0004-event-cursor.md.
  xact_id xid8 not null default pg_current_xact_id(),
  position bigint not null default nextval('loge.event_position'),
  type text not null check (length(type) between 1 and 100),
  version integer not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  late boolean not null,
  site_id uuid,
  entrance_id uuid,
  device_id uuid,
  edge_id uuid,
  edge_sequence bigint,
  clock_trusted boolean,
  actor_kind text not null,
  actor_id text,
  person_id uuid,
  payload jsonb,
  salt bytea,
  commitment bytea not null,
  check ((edge_id is null) = (edge_sequence is null)),
  primary key (organization_id, id, retention_class, filed_at)
) partition by list (retention_class);

create table loge.event_movement partition of loge.event for values in ('movement') partition by range (filed_at);
create table loge.event_equipment partition of loge.event for values in ('equipment') partition by range (filed_at);
create table loge.event_audit partition of loge.event for values in ('audit') partition by range (filed_at);

create index event_newest on loge.event (organization_id, filed_at, id);
create index event_site on loge.event (organization_id, site_id, filed_at, id) where site_id is not null;
create index event_entrance on loge.event (organization_id, entrance_id, filed_at, id) where entrance_id is not null;
create index event_device on loge.event (organization_id, device_id, filed_at, id) where device_id is not null;
create index event_person on loge.event (organization_id, person_id, filed_at, id) where person_id is not null;
create index event_type on loge.event (organization_id, type, filed_at, id);
create index event_commit_order on loge.event (organization_id, xact_id, position);
-- Small: rows where one person acted on something of another.
create index event_actor on loge.event (organization_id, actor_id)
  where actor_kind = 'person' and (person_id is null or actor_id <> person_id::text);

select loge.secure('loge.event');
revoke update, delete, truncate on loge.event from loge_app;

-- The one change a row allows is to lose its subject. It holds for the owner of the table too.
create function loge.guard_event() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE'
     and new.salt is null
     and (new.person_id is null or new.person_id = old.person_id)
     and (new.payload is null or new.payload = old.payload)
     and ((new.actor_kind = 'unknown' and new.actor_id is null)
          or (new.actor_kind = old.actor_kind and new.actor_id is not distinct from old.actor_id))
     and to_jsonb(new) - '{salt,person_id,payload,actor_kind,actor_id}'::text[]
       = to_jsonb(old) - '{salt,person_id,payload,actor_kind,actor_id}'::text[]
  then
    return new;
  end if;
  raise exception 'an event is never changed or deleted' using errcode = 'restrict_violation';
end
$$;
create trigger guard before update or delete on loge.event for each row execute function loge.guard_event();

-- Creates the drawer of a month when it is missing; true when it was already there. Attaching (unlike `partition of`)
-- leaves running inserts alone.
create function loge.ensure_event_partition(class text, at timestamptz) returns boolean
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
revoke all on function loge.ensure_event_partition(text, timestamptz) from public;
grant execute on function loge.ensure_event_partition(text, timestamptz) to loge_app;

-- Takes a person out of the log of the current organization; the facts stay. Returns how many rows changed.
create function loge.forget_events_of(person uuid) returns bigint
language plpgsql security definer
set search_path = loge, pg_temp
as $$
declare
  as_subject bigint;
  as_actor bigint;
begin
  update loge.event
  set person_id = null, payload = null, salt = null,
      actor_kind = case when actor_kind = 'person' and actor_id = person::text then 'unknown' else actor_kind end,
      actor_id = case when actor_kind = 'person' and actor_id = person::text then null else actor_id end
  where organization_id = loge.current_organization() and person_id = person;
  get diagnostics as_subject = row_count;
  update loge.event
  set salt = null, actor_kind = 'unknown', actor_id = null
  where organization_id = loge.current_organization()
    and actor_kind = 'person' and (person_id is null or actor_id <> person_id::text) and actor_id = person::text;
  get diagnostics as_actor = row_count;
  return as_subject + as_actor;
end
$$;
revoke all on function loge.forget_events_of(uuid) from public;
grant execute on function loge.forget_events_of(uuid) to loge_app;

-- One round trip for any number of rows. `drawers`: the classes and instants the rows need, [{class, at}]. A drawer is
-- made before the insert is planned, so nothing ever lands in a default partition; there is none.
create function loge.append_events(drawers json, rows json) returns void
language plpgsql
set search_path = loge, pg_temp
as $$
begin
  perform loge.ensure_event_partition(drawer.class, drawer.at)
  from json_to_recordset(drawers) as drawer (class text, at timestamptz);

  insert into loge.event (organization_id, retention_class, filed_at, id, type, version, occurred_at, received_at,
    late, site_id, entrance_id, device_id, edge_id, edge_sequence, clock_trusted, actor_kind, actor_id, person_id,
    payload, salt, commitment)
  select loge.current_organization(), retention_class, filed_at, id, type, version, occurred_at, received_at,
    late, site_id, entrance_id, device_id, edge_id, edge_sequence, clock_trusted, actor_kind, actor_id, person_id,
    payload, salt, commitment
  from json_to_recordset(rows) as row (retention_class text, filed_at timestamptz, id uuid, type text,
    version integer, occurred_at timestamptz, received_at timestamptz, late boolean, site_id uuid, entrance_id uuid,
    device_id uuid, edge_id uuid, edge_sequence bigint, clock_trusted boolean, actor_kind text, actor_id text,
    person_id uuid, payload jsonb, salt bytea, commitment bytea);

  -- Leaves with the commit, never before it.
  perform pg_notify('loge_event', loge.current_organization()::text);
end
$$;
revoke all on function loge.append_events(json, json) from public;
grant execute on function loge.append_events(json, json) to loge_app;
