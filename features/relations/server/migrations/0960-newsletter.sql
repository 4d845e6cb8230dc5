-- The newsletter: who asked for it, who confirmed, what went out, and who shall never be written to again.

create table loge.newsletter_list (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  version integer not null,
  name jsonb not null,
  frequency jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
select loge.secure('newsletter_list');

-- Makes the digests and the links below; sealed by the installation.
create table loge.newsletter_key (
  organization_id uuid not null references loge.organization (id),
  sealed bytea not null,
  primary key (organization_id)
);
select loge.secure('newsletter_key');

-- Nobody's yet: whoever opens the mailbox confirms, or it is gone within two days.
create table loge.subscription_request (
  organization_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  email text not null,
  language text not null check (language in ('en', 'fr')),
  shown text not null,
  shown_hash text not null,
  notice_hash text not null,
  source text not null,
  detail text not null,
  network text,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'given_up')),
  code text,
  attempts integer not null,
  next_try_at timestamptz not null,
  deadline_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, list_id) references loge.newsletter_list (organization_id, id)
);
create index subscription_request_due on loge.subscription_request (organization_id, next_try_at) where state = 'waiting';
create index subscription_request_of on loge.subscription_request (organization_id, lower(email));
select loge.secure('subscription_request');

create table loge.subscription (
  organization_id uuid not null,
  id uuid not null,
  version integer not null,
  list_id uuid not null,
  person_id uuid not null,
  provenance_id uuid not null,
  language text not null check (language in ('en', 'fr')),
  -- Of the consent: what stood there, word for word, when, from which network, and when the mailbox confirmed it.
  shown text not null,
  shown_hash text not null,
  network text,
  asked_at timestamptz not null,
  confirmed_at timestamptz not null,
  address_digest bytea not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('link', 'staff', 'bounced')),
  primary key (organization_id, id),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (organization_id, list_id) references loge.newsletter_list (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id)
);
create index subscription_of_list on loge.subscription (organization_id, list_id, confirmed_at, id);
create index subscription_of_person on loge.subscription (organization_id, person_id);
select loge.secure('subscription');
select loge.hide_restricted('loge.subscription', 'person_id');

-- A digest under the organization's key, so that a no outlasts the person's erasure and answers nothing but that.
create table loge.suppression (
  organization_id uuid not null references loge.organization (id),
  address_digest bytea not null,
  since timestamptz not null,
  primary key (organization_id, address_digest)
);
select loge.secure('suppression');

-- Whoever leaves, by whichever way, is not written to again unless they ask for it themselves.
create function loge.suppress_erased_subscriber() returns trigger
language plpgsql
as $$
begin
  insert into loge.suppression (organization_id, address_digest, since)
  values (old.organization_id, old.address_digest, coalesce(old.ended_at, now()))
  on conflict do nothing;
  return old;
end
$$;
create trigger suppress_erased_subscriber before delete on loge.subscription
  for each row execute function loge.suppress_erased_subscriber();

create table loge.newsletter (
  organization_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  subject jsonb not null,
  body jsonb not null,
  sent_at timestamptz not null,
  sent_by jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, list_id) references loge.newsletter_list (organization_id, id)
);
create index newsletter_by_day on loge.newsletter (organization_id, sent_at, id);
select loge.secure('newsletter');

create table loge.newsletter_copy (
  organization_id uuid not null,
  newsletter_id uuid not null,
  subscription_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'given_up', 'left_out')),
  code text,
  attempts integer not null,
  next_try_at timestamptz not null,
  deadline_at timestamptz not null,
  primary key (organization_id, newsletter_id, subscription_id),
  foreign key (organization_id, newsletter_id) references loge.newsletter (organization_id, id),
  foreign key (organization_id, subscription_id) references loge.subscription (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index newsletter_copy_due on loge.newsletter_copy (organization_id, next_try_at) where state = 'waiting';
create index newsletter_copy_of on loge.newsletter_copy (organization_id, subscription_id);
select loge.secure('newsletter_copy');
select loge.hide_restricted('loge.newsletter_copy', 'person_id');
