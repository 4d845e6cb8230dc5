-- Transactions are numbered by the PostgreSQL server, and a new server counts from the beginning: what is recorded after
-- a restore would come before what was restored. So numbers are counted from an era, which a restore moves above
-- everything that the lost server can have given out (docs/decisions/0009-a-restore-goes-on-above.md).
create function loge.event_era() returns bigint
language sql stable parallel safe
return 0::bigint;

-- A transaction of this server, counted from the era; and back again, zero for one of an earlier era.
create function loge.in_event_era(transaction xid8) returns xid8
language sql stable parallel safe
return (transaction::text::bigint + loge.event_era())::text::xid8;

create function loge.out_of_event_era(transaction xid8) returns xid8
language sql stable parallel safe
return greatest(transaction::text::bigint - loge.event_era(), 0)::text::xid8;

grant execute on function loge.event_era(), loge.in_event_era(xid8), loge.out_of_event_era(xid8) to loge_app;

-- Below it every transaction has ended.
create function loge.event_horizon() returns xid8
language sql stable parallel safe
return loge.in_event_era(pg_snapshot_xmin(pg_current_snapshot()));
grant execute on function loge.event_horizon() to loge_app;

alter table loge.event alter column xact_id set default loge.in_event_era(pg_current_xact_id());

-- A restore calls it once, on tables nobody uses yet.
create procedure loge.begin_event_era(era bigint, last_position bigint)
language plpgsql as $$
begin
  execute format(
    'create or replace function loge.event_era() returns bigint language sql stable parallel safe return %s::bigint', era);
  perform setval('loge.event_position', last_position);
end
$$;
revoke all on procedure loge.begin_event_era(bigint, bigint) from public;
