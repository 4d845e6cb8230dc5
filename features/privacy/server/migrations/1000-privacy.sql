-- The rights of a person, carried out: who is restricted, what is being erased, and the ledger of what was.

-- Apart from the rest, so that a restore of the rest does not take it back: what was erased stays known as erased.
create schema if not exists loge_ledger;
create table if not exists loge_ledger.tombstone (
  organization_id uuid not null,
  id uuid not null,
  -- The ids that led to the person, by table. They lead to nobody any more.
  subjects jsonb not null,
  asked_at timestamptz not null,
  primary key (organization_id, id)
);
alter table loge_ledger.tombstone enable row level security;
alter table loge_ledger.tombstone force row level security;
drop policy if exists organization on loge_ledger.tombstone;
create policy organization on loge_ledger.tombstone
  using (organization_id = loge.current_organization())
  with check (organization_id = loge.current_organization());
grant usage on schema loge_ledger to loge_app;
grant select, insert on loge_ledger.tombstone to loge_app;

create table loge.erasure (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  -- Of somebody who is no more once it is done: no foreign key, and no name anywhere here.
  person_id uuid not null,
  reason text not null check (reason in ('not_needed', 'consent_withdrawn', 'objected', 'unlawful', 'legal_obligation', 'child')),
  asked_by jsonb not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'rows_gone', 'log_emptied', 'done', 'doubtful')),
  -- Per step: table, what was done, how many rows were expected and how many it was.
  steps jsonb not null,
  -- Which version of its snapshot the doors of each site must have, to know nothing of the person.
  sites jsonb not null,
  -- What the independent questions found afterwards.
  found jsonb not null,
  ended_at timestamptz,
  primary key (organization_id, id)
);
-- One at a time for one person, whoever asks twice.
create unique index erasure_open on loge.erasure (organization_id, person_id) where ended_at is null;
create index erasure_of_person on loge.erasure (organization_id, person_id, id);
select loge.secure('loge.erasure');
revoke delete on loge.erasure from loge_app;

create table loge.restriction (
  organization_id uuid not null,
  person_id uuid not null,
  ground text not null check (ground in ('accuracy_contested', 'unlawful', 'needed_for_claims', 'objected')),
  since timestamptz not null,
  restricted_by jsonb not null,
  primary key (organization_id, person_id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
select loge.secure('loge.restriction');

-- Takes somebody out of the log of the current organization: by whichever of their ids it names them. The facts stay.
create function loge.forget_in_events(subjects uuid[]) returns bigint
language plpgsql security definer
set search_path = loge, pg_temp
as $$
declare
  names text[] := subjects::text[];
  as_subject bigint;
  as_actor bigint;
begin
  update loge.event
  set person_id = null, payload = null, salt = null,
      actor_kind = case when actor_id = any(names) then 'unknown' else actor_kind end,
      actor_id = case when actor_id = any(names) then null else actor_id end
  where organization_id = loge.current_organization() and person_id = any(subjects);
  get diagnostics as_subject = row_count;
  update loge.event
  set salt = null, actor_kind = 'unknown', actor_id = null
  where organization_id = loge.current_organization() and actor_id = any(names);
  get diagnostics as_actor = row_count;
  return as_subject + as_actor;
end
$$;
revoke all on function loge.forget_in_events(uuid[]) from public;
grant execute on function loge.forget_in_events(uuid[]) to loge_app;
