-- Data leave on request: what an authority asks for, and what a possible buyer may see. A case each, with whom it is about.

create table loge.release_case (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  kind text not null check (kind in ('requisition', 'data_room')),
  -- Their own number, or the name of the project.
  reference text not null check (length(reference) between 1 and 120),
  -- Ids of the register in force when it was opened, and what it said of the recipient.
  recipient text not null,
  recipient_name text not null,
  activity text not null,
  categories jsonb not null,
  -- Of a data room: the purpose of the register.
  purpose text,
  -- Of a requisition: what it relies on, and under which law it was asked.
  provision text check (length(provision) between 1 and 500),
  procedure text check (procedure in ('national', 'union')),
  -- What exactly is asked for, or why, in words.
  scope text not null check (length(scope) between 1 and 2000),
  received_on date not null,
  opened_at timestamptz not null,
  opened_by jsonb not null,
  state text not null check (state in ('open', 'approved', 'refused', 'given')),
  decided_at timestamptz,
  decided_by jsonb,
  decision text check (length(decision) between 1 and 2000),
  given_at timestamptz,
  given_by jsonb,
  -- SHA-256 of what was handed over, in hexadecimal, and how many rows it had.
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  content_rows integer check (content_rows > 0),
  primary key (organization_id, id),
  check ((kind = 'requisition') = (provision is not null and procedure is not null)),
  check ((kind = 'data_room') = (purpose is not null)),
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'given') = (given_at is not null and content_hash is not null))
);
create index release_case_newest on loge.release_case (organization_id, opened_at desc);
select loge.secure('loge.release_case');
revoke delete on loge.release_case from loge_app;

-- What was asked for, and what was given, is not changed afterwards; who did it may be forgotten when their time is over.
create function loge.keep_release_case() returns trigger language plpgsql as $$
begin
  if (new.kind, new.reference, new.recipient, new.recipient_name, new.activity, new.categories, new.purpose, new.provision,
      new.procedure, new.scope, new.received_on, new.opened_at)
    is distinct from (old.kind, old.reference, old.recipient, old.recipient_name, old.activity, old.categories, old.purpose,
      old.provision, old.procedure, old.scope, old.received_on, old.opened_at)
  then
    raise exception 'the scope of a release is not changed';
  end if;
  if old.state in ('refused', 'given')
    and (new.state, new.decided_at, new.decision, new.given_at, new.content_hash, new.content_rows)
      is distinct from (old.state, old.decided_at, old.decision, old.given_at, old.content_hash, old.content_rows)
  then
    raise exception 'a release that ended stays as it ended';
  end if;
  return new;
end
$$;
create trigger keep_release_case before update on loge.release_case
  for each row execute function loge.keep_release_case();

create table loge.release_person (
  organization_id uuid not null,
  id uuid not null,
  release_id uuid not null,
  person_id uuid not null,
  -- What stands for them in a data room.
  label text not null check (label ~ '^[0-9]{4}$'),
  -- Of the letter that tells them; nobody is told of a requisition.
  state text not null check (state in ('not_told', 'waiting', 'to_post', 'sent', 'failed', 'given_up')),
  code text,
  attempts integer not null default 0,
  next_try_at timestamptz,
  deadline_at timestamptz,
  told_at timestamptz check ((told_at is not null) = (state = 'sent')),
  added_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, release_id, person_id),
  foreign key (organization_id, release_id) references loge.release_case (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  check (state <> 'waiting' or (next_try_at is not null and deadline_at is not null))
);
create index release_person_of_person on loge.release_person (organization_id, person_id);
create index release_person_waiting on loge.release_person (organization_id, next_try_at) where state = 'waiting';
select loge.secure('loge.release_person');
select loge.hide_restricted('loge.release_person', 'person_id');
