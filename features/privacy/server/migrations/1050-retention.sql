-- Retention that runs by itself: each run with its certificate, legal holds, the last contact of each person, and how
-- the drawers of the log go.

create table loge.retention_run (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  asked_by jsonb not null,
  -- What is over at this moment goes; a run that is taken up again goes on with the same moment.
  as_of timestamptz not null,
  state text not null check (state in ('running', 'done')),
  -- The hash of the register it followed.
  register_hash text not null,
  -- Per table: rule, what was done, how many rows, the oldest start.
  steps jsonb not null,
  -- Up to where the log was read for contacts.
  contacts_until xid8 not null,
  ended_at timestamptz,
  -- Of everything above once it is done: the certificate.
  hash text,
  primary key (organization_id, id),
  check ((state = 'done') = (ended_at is not null and hash is not null))
);
create unique index retention_run_open on loge.retention_run (organization_id) where state = 'running';
create index retention_run_newest on loge.retention_run (organization_id, as_of desc);
select loge.secure('loge.retention_run');
revoke delete on loge.retention_run from loge_app;

create table loge.legal_hold (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Rows of the person in these tables; none named: everything of the person.
  tables text[] not null,
  ground text not null check (ground in ('legal_claims', 'legal_obligation')),
  -- The case, and the provision or claim it rests on.
  case_name text not null check (length(case_name) between 1 and 200),
  reason text not null check (length(reason) between 1 and 500),
  placed_by jsonb not null,
  placed_at timestamptz not null,
  -- The first day on which it holds nothing any more.
  ends_on date not null,
  lifted_by jsonb,
  lifted_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  check ((lifted_at is null) = (lifted_by is null))
);
create index legal_hold_of_person on loge.legal_hold (organization_id, person_id) where lifted_at is null;
select loge.secure('loge.legal_hold');

-- When somebody last did something themselves. What we send, sort or correct is not here.
create table loge.person_contact (
  organization_id uuid not null,
  person_id uuid not null,
  last_at timestamptz not null,
  primary key (organization_id, person_id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
select loge.secure('loge.person_contact');

-- An organization says that its period of a drawer is over. It goes when everybody with rows in it has said so.
create table loge.event_drawer_over (
  organization_id uuid not null,
  retention_class text not null check (retention_class in ('movement', 'equipment', 'audit')),
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  primary key (organization_id, retention_class, month)
);
select loge.secure('loge.event_drawer_over');

-- An erasure waits where a hold keeps rows, and goes on by itself when it ends.
alter table loge.erasure drop constraint erasure_state_check;
alter table loge.erasure add constraint erasure_state_check
  check (state in ('asked', 'held', 'rows_gone', 'log_emptied', 'done', 'doubtful'));

-- Says that the current organization is done with a drawer, and drops it when nobody else needs it.
create function loge.leave_event_drawer(class text, of_month text) returns boolean
language plpgsql security definer
set search_path = loge, pg_temp
as $$
declare
  mine uuid := loge.current_organization();
  other uuid;
  part text := format('event_%s_%s', class, replace(of_month, '-', '_'));
  needed boolean := false;
begin
  if class not in ('movement', 'equipment', 'audit') or of_month !~ '^\d{4}-\d{2}$' or mine is null then
    raise exception 'no drawer for % of %', class, of_month using errcode = 'check_violation';
  end if;
  insert into loge.event_drawer_over values (mine, class, of_month) on conflict do nothing;
  if to_regclass('loge.' || part) is null then
    return false;
  end if;
  for other in select id from loge.list_organizations() loop
    continue when other = mine;
    -- The wall shows the rows of one organization at a time, to the owner too.
    perform set_config('loge.organization_id', other::text, true);
    if not exists (select from loge.event_drawer_over o
                   where o.organization_id = other and o.retention_class = class and o.month = of_month) then
      execute format('select exists (select from loge.%I where organization_id = $1)', part) into needed using other;
    end if;
    exit when needed;
  end loop;
  perform set_config('loge.organization_id', mine::text, true);
  if needed then
    return false;
  end if;
  execute format('drop table loge.%I', part);
  return true;
end
$$;
revoke all on function loge.leave_event_drawer(text, text) from public;
grant execute on function loge.leave_event_drawer(text, text) to loge_app;

-- Takes who and what out of the events of a class that are over, some at a time; whose names are kept stay whole.
-- Answers how many lost it, and where to go on.
create function loge.empty_events(class text, after timestamptz, before timestamptz, kept text[], most integer)
returns table (emptied bigint, reached timestamptz)
language plpgsql security definer
set search_path = loge, pg_temp
as $$
declare
  until timestamptz;
begin
  select max(e.filed_at) into until from (
    select filed_at from loge.event
    where organization_id = loge.current_organization() and retention_class = class
      and filed_at >= after and filed_at < before
    order by filed_at limit most) e;
  if until is null then
    return query select 0::bigint, null::timestamptz;
    return;
  end if;
  update loge.event set person_id = null, payload = null, salt = null, actor_kind = 'unknown', actor_id = null
  where organization_id = loge.current_organization() and retention_class = class
    and filed_at >= after and filed_at <= until and filed_at < before
    and (person_id is not null or payload is not null or salt is not null or actor_id is not null)
    and not (coalesce(person_id::text, '') = any(kept) or coalesce(actor_id, '') = any(kept));
  get diagnostics emptied = row_count;
  reached := until;
  return next;
end
$$;
revoke all on function loge.empty_events(text, timestamptz, timestamptz, text[], integer) from public;
grant execute on function loge.empty_events(text, timestamptz, timestamptz, text[], integer) to loge_app;
