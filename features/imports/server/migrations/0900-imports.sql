-- Files that were brought in: their rows while they are looked at and may be undone, and what was done with them.

create table loge.import_batch (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  file_name text not null check (length(file_name) <= 200),
  state text not null check (state in ('previewed', 'applying', 'applied', 'undoing', 'undone', 'forgotten')),
  header jsonb not null,
  format jsonb not null,
  settings jsonb not null,
  asks jsonb not null,
  counts jsonb not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  -- How far the work is, told by whoever does it; one that fell silent is over, and nothing of it was kept.
  done integer not null,
  total integer not null,
  told_at timestamptz,
  problem jsonb,
  applied_at timestamptz,
  undone_at timestamptz,
  primary key (organization_id, id)
);
create index import_batch_by_age on loge.import_batch (organization_id, created_at);
select loge.secure('loge.import_batch');

create table loge.import_row (
  organization_id uuid not null,
  import_id uuid not null,
  number integer not null,
  cells jsonb not null,
  notes jsonb not null,
  choice jsonb,
  outcome text not null check (outcome in ('error', 'duplicate', 'create', 'change', 'same', 'skip')),
  plan jsonb not null,
  primary key (organization_id, import_id, number),
  foreign key (organization_id, import_id) references loge.import_batch (organization_id, id)
);
create index import_row_by_outcome on loge.import_row (organization_id, import_id, outcome, number);
select loge.secure('loge.import_row');

-- What was done, so that exactly that can be taken back.
create table loge.import_act (
  organization_id uuid not null,
  import_id uuid not null,
  position integer not null,
  number integer not null,
  act jsonb not null,
  primary key (organization_id, import_id, position),
  foreign key (organization_id, import_id) references loge.import_batch (organization_id, id)
);
select loge.secure('loge.import_act');

-- What each header word meant last time; null: nothing.
create table loge.import_header (
  organization_id uuid not null references loge.organization (id),
  words text not null check (length(words) <= 200),
  field text,
  primary key (organization_id, words)
);
select loge.secure('loge.import_header');

-- Thousands of rows at once make the planner's figures wrong; only the owner of a table may count it anew.
create function loge.count_imported() returns void
language plpgsql security definer
set search_path = loge, pg_temp
as $$
begin
  analyze loge.building, loge.unit, loge.person, loge.tenancy, loge.credential, loge.credential_status,
    loge.credential_secret, loge.access_subject, loge.access_grant, loge.import_row, loge.import_act;
end
$$;
revoke all on function loge.count_imported() from public;
grant execute on function loge.count_imported() to loge_app;
