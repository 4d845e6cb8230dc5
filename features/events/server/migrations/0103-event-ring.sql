-- A commit that notifies holds a lock of the whole server while it syncs, which takes group commit away: 16 writers were
-- three times slower. So the caller says whether to ring, and rings a few times a second at most.
drop function loge.append_events(json, json);

-- One round trip for any number of rows. `drawers`: the classes and instants the rows need, [{class, at}]. A drawer is
-- made before the insert is planned, so nothing ever lands in a default partition; there is none.
create function loge.append_events(drawers json, rows json, ring boolean) returns void
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
  if ring then
    perform pg_notify('loge_event', loge.current_organization()::text);
  end if;
end
$$;
revoke all on function loge.append_events(json, json, boolean) from public;
grant execute on function loge.append_events(json, json, boolean) to loge_app;
