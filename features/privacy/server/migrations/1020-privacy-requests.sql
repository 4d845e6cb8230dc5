-- Cases of rights: who asked what, everything that was done with it, and the letters as they were sent.
create table loge.privacy_request (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  -- What people are told: `2026-031`.
  reference text not null check (reference ~ '^[0-9]{4}-[0-9]{3,}$'),
  "right" text not null check ("right" in ('information', 'access', 'rectification', 'completion', 'erasure', 'restriction',
    'portability', 'portability_to_third_party', 'objection', 'objection_to_marketing', 'consent_withdrawal', 'post_mortem',
    'automated_decision', 'complaint_information', 'question')),
  channel text not null check (channel in ('web_form', 'in_app', 'email', 'post', 'phone', 'counter', 'forwarded')),
  -- The legal date: when it reached us, whenever it was read.
  received_at timestamptz not null,
  -- Of a letter: the day of its stamp. The clock runs from its arrival all the same.
  posted_on date check (posted_on is null or channel = 'post'),
  recorded_at timestamptz not null,
  recorded_by jsonb not null,
  language text not null check (language in ('en', 'fr')),
  requester_name text not null check (length(requester_name) <= 200),
  requester_email text check (length(requester_email) <= 254),
  requester_address text check (length(requester_address) <= 1000),
  requester_telephone text check (length(requester_telephone) <= 60),
  words text not null check (length(words) <= 20000),
  -- Matched by a human, never by itself.
  person_id uuid,
  identity text not null check (identity in ('not_needed', 'to_check', 'asked', 'proven')),
  state text not null check (state in ('received', 'identity_needed', 'in_progress', 'extended', 'answered',
    'partly_refused', 'refused', 'withdrawn')),
  erasure_id uuid,
  -- Of the mail that opened it.
  message_id text check (length(message_id) <= 998),
  ended_at timestamptz,
  version integer not null check (version > 0),
  primary key (organization_id, id),
  unique (organization_id, reference),
  check ((ended_at is null) = (state in ('received', 'identity_needed', 'in_progress', 'extended'))),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index privacy_request_open on loge.privacy_request (organization_id, received_at, id) where ended_at is null;
create index privacy_request_of_person on loge.privacy_request (organization_id, person_id) where person_id is not null;
create index privacy_request_of_sender on loge.privacy_request (organization_id, lower(requester_email), received_at);
create unique index privacy_request_of_mail on loge.privacy_request (organization_id, message_id);
select loge.secure('loge.privacy_request');

create table loge.privacy_letter (
  organization_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('acknowledgement', 'question', 'extension', 'answer', 'refusal', 'withdrawal')),
  -- By mail, or printed and posted by hand.
  way text not null check (way in ('email', 'post')),
  sent_to text not null check (length(sent_to) <= 1300),
  language text not null check (language in ('en', 'fr')),
  subject text not null,
  body text not null,
  written_at timestamptz not null,
  state text not null check (state in ('waiting', 'to_post', 'sent', 'failed', 'given_up')),
  code text,
  attempts integer not null,
  next_try_at timestamptz not null,
  deadline_at timestamptz not null,
  -- When it left.
  sent_at timestamptz check ((sent_at is not null) = (state = 'sent')),
  primary key (organization_id, id),
  foreign key (organization_id, request_id) references loge.privacy_request (organization_id, id) on delete cascade
);
create index privacy_letter_of_request on loge.privacy_letter (organization_id, request_id, written_at);
create index privacy_letter_waiting on loge.privacy_letter (organization_id, next_try_at) where state = 'waiting';
select loge.secure('loge.privacy_letter');

-- Which letter was written, when and which way stays; its words may be forgotten when their time is over.
create function loge.keep_privacy_letter() returns trigger language plpgsql as $$
begin
  if (new.request_id, new.kind, new.way, new.written_at)
    is distinct from (old.request_id, old.kind, old.way, old.written_at)
  then
    raise exception 'a letter stays as it was written';
  end if;
  return new;
end
$$;
create trigger keep_privacy_letter before update on loge.privacy_letter
  for each row execute function loge.keep_privacy_letter();

create table loge.privacy_request_event (
  organization_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  -- Its place in the story: the version of the case that it changed.
  number integer not null check (number >= 0),
  at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by jsonb not null,
  act jsonb not null,
  letter_id uuid,
  -- Of a mail of the person.
  message_id text check (length(message_id) <= 998),
  primary key (organization_id, id),
  foreign key (organization_id, request_id) references loge.privacy_request (organization_id, id) on delete cascade,
  foreign key (organization_id, letter_id) references loge.privacy_letter (organization_id, id) on delete cascade
);
create unique index privacy_request_event_once on loge.privacy_request_event (organization_id, request_id, number);
create unique index privacy_request_event_of_mail on loge.privacy_request_event (organization_id, message_id);
select loge.secure('loge.privacy_request_event');
-- Only added to. Who did it and in which words may be forgotten when their time is over, and nothing else.
create function loge.keep_privacy_request_event() returns trigger language plpgsql as $$
begin
  if (new.request_id, new.number, new.at, new.recorded_at, new.letter_id)
    is distinct from (old.request_id, old.number, old.at, old.recorded_at, old.letter_id)
  then
    raise exception 'the story of a case is only added to';
  end if;
  return new;
end
$$;
create trigger keep_privacy_request_event before update on loge.privacy_request_event
  for each row execute function loge.keep_privacy_request_event();

alter table loge.role no force row level security;
update loge.role set permissions = array_append(permissions, 'privacy.receive')
where built_in and code = 'administrator' and not permissions @> array['privacy.receive'];
alter table loge.role force row level security;
