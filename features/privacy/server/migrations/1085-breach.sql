-- Breaches of personal data: each written down, with its story, whom it concerns, and the letter to each of them.

create table loge.breach (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  -- `2026-02`: the second of its year.
  reference text not null,
  recorded_at timestamptz not null,
  -- Counts the entries of its story.
  version integer not null check (version >= 1),
  -- After how many hours whoever answers for privacy was told again.
  alerted_hours integer not null default 0,
  closed_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, reference)
);
create index breach_open on loge.breach (organization_id) where closed_at is null;
select loge.secure('loge.breach');
revoke delete on loge.breach from loge_app;

create table loge.breach_entry (
  organization_id uuid not null,
  breach_id uuid not null,
  number integer not null check (number >= 1),
  at timestamptz not null,
  recorded_by jsonb not null,
  act jsonb not null,
  primary key (organization_id, breach_id, number),
  foreign key (organization_id, breach_id) references loge.breach (organization_id, id)
);
select loge.secure('loge.breach_entry');
revoke delete on loge.breach_entry from loge_app;

-- Only added to. Who wrote it may be forgotten when their time is over, and nothing else.
create function loge.keep_breach_entry() returns trigger language plpgsql as $$
begin
  if (new.breach_id, new.number, new.at, new.act) is distinct from (old.breach_id, old.number, old.at, old.act) then
    raise exception 'the story of a breach is only added to';
  end if;
  return new;
end
$$;
create trigger keep_breach_entry before update on loge.breach_entry
  for each row execute function loge.keep_breach_entry();

create table loge.breach_person (
  organization_id uuid not null,
  id uuid not null,
  breach_id uuid not null,
  person_id uuid not null,
  -- The tables in which something of them was touched; none: somebody named them.
  found_in text[] not null,
  found_at timestamptz not null,
  -- Of the letter; nothing of it before the people are told.
  state text not null check (state in ('not_told', 'waiting', 'to_post', 'sent', 'failed', 'given_up')),
  code text,
  attempts integer not null default 0,
  next_try_at timestamptz,
  deadline_at timestamptz,
  sent_at timestamptz check ((sent_at is not null) = (state = 'sent')),
  primary key (organization_id, id),
  unique (organization_id, breach_id, person_id),
  foreign key (organization_id, breach_id) references loge.breach (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  check (state <> 'waiting' or (next_try_at is not null and deadline_at is not null))
);
create index breach_person_of_person on loge.breach_person (organization_id, person_id);
create index breach_person_waiting on loge.breach_person (organization_id, next_try_at) where state = 'waiting';
select loge.secure('loge.breach_person');
select loge.hide_restricted('loge.breach_person', 'person_id');
