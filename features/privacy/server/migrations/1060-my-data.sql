-- What a person decided about their own data: consents, objections to advertising, directives for after their death.

create table loge.consent (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Of the register. It may leave the register; what was agreed to stays known.
  purpose text not null check (purpose ~ '^[a-z0-9][a-z0-9_.-]{0,79}$'),
  -- Word for word as it was shown, in this language, and its digest.
  shown text not null check (length(shown) between 1 and 2000),
  shown_hash text not null check (shown_hash ~ '^[0-9a-f]{64}$'),
  language text not null check (language in ('en', 'fr')),
  surface text not null check (surface in ('my_data', 'public_form', 'paper')),
  -- A clear act. There is no word here for silence.
  action text not null check (action in ('switched_on', 'ticked', 'signed')),
  given_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= given_at),
  withdrawn_surface text check (withdrawn_surface in ('my_data', 'public_form', 'paper', 'unsubscribe_link')),
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  check ((withdrawn_at is null) = (withdrawn_surface is null))
);
-- One that holds for each purpose: who taps twice agreed once.
create unique index consent_holds on loge.consent (organization_id, person_id, purpose) where withdrawn_at is null;
create index consent_of_person on loge.consent (organization_id, person_id, given_at);
select loge.secure('loge.consent');

-- Proof: what was agreed to does not change, and what was taken back stays taken back.
create function loge.keep_consent() returns trigger
language plpgsql as $$
begin
  if old.withdrawn_at is not null
    or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_surface')
      is distinct from (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_surface')
  then
    raise exception 'a consent is only ever taken back';
  end if;
  return new;
end
$$;
create trigger keep_consent before update on loge.consent for each row execute function loge.keep_consent();

create table loge.objection (
  organization_id uuid not null,
  person_id uuid not null,
  -- Both end at once and without a reason (GDPR art. 21(2)).
  objected_to text not null check (objected_to in ('marketing', 'profiling')),
  since timestamptz not null,
  primary key (organization_id, person_id, objected_to),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
select loge.secure('loge.objection');

create table loge.directive (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- By category: keep, erase or hand to the person named.
  wishes jsonb not null check (jsonb_typeof(wishes) = 'object'),
  executor_name text check (length(executor_name) between 1 and 200),
  executor_contact text check (length(executor_contact) between 1 and 300),
  -- A general directive lies with a third party, under a number.
  held_by text check (length(held_by) between 1 and 200),
  held_under text check (length(held_under) between 1 and 100),
  -- Their own consent to this, apart from every other.
  agreed_at timestamptz not null,
  revoked_at timestamptz check (revoked_at >= agreed_at),
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  check ((executor_name is null) = (executor_contact is null)),
  check (held_under is null or held_by is not null)
);
create unique index directive_holds on loge.directive (organization_id, person_id) where revoked_at is null;
select loge.secure('loge.directive');
