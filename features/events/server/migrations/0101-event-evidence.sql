-- What stands beside the log: which numbers of an edge arrived, what nobody declared, the sealed chain, its last check.

create table loge.edge_receipt (
  organization_id uuid not null,
  edge_id uuid not null,
  -- Ascending runs of the numbers that arrived, [from, until, from, until, …].
  runs jsonb not null,
  received_at timestamptz not null,
  primary key (organization_id, edge_id)
);
select loge.secure('loge.edge_receipt');

-- `key` is empty when the type itself is unknown, else a payload key its declaration does not name.
create table loge.undeclared_event (
  organization_id uuid not null,
  type text not null,
  key text not null,
  times bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (organization_id, type, key)
);
select loge.secure('loge.undeclared_event');

create table loge.event_block (
  organization_id uuid not null,
  number bigint not null,
  retention_class text not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  -- The stretch of commit order this block was cut from: after, exclusive; until, inclusive.
  after_xact xid8 not null,
  after_position bigint not null,
  until_xact xid8 not null,
  until_position bigint not null,
  count integer not null check (count > 0),
  -- `count` positions, and as many leaves of 32 bytes in the same order. They outlive the rows.
  positions bigint[] not null,
  leaves bytea not null,
  root bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  primary key (organization_id, number)
);
select loge.secure('loge.event_block');
revoke update, delete, truncate on loge.event_block from loge_app;

create function loge.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger guard before update or delete on loge.event_block for each row execute function loge.refuse_change();

create table loge.event_verification (
  organization_id uuid not null primary key,
  checked_at timestamptz not null,
  blocks bigint not null,
  events bigint not null,
  erased bigint not null,
  purged bigint not null,
  broken_block bigint,
  broken_what text,
  broken_event_id uuid,
  head_number bigint not null,
  head_hash bytea not null
);
select loge.secure('loge.event_verification');
