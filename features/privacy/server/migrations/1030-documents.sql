-- Documents people are told or agree to, version after version, and what they answered.

create table loge.document_version (
  organization_id uuid not null references loge.organization (id),
  document text not null check (document in ('terms', 'privacy_policy', 'cookie_policy', 'legal_notice')),
  number integer not null check (number > 0),
  -- {en, fr}: one version is both renderings.
  content jsonb not null,
  -- SHA-256 of the content as canonical JSON (RFC 8785), in hexadecimal.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- The register it was made from, or that was in force when it was published.
  register_hash text not null check (register_hash ~ '^[0-9a-f]{64}$'),
  level text not null check (level in ('first', 'minor', 'material')),
  changes jsonb not null,
  asks text not null check (asks in ('nothing', 'notice', 'acceptance')),
  recorded_at timestamptz not null,
  -- Who recorded it last; nobody when it follows from the register, or once that account is gone.
  account_id uuid,
  published_at timestamptz,
  effective_at timestamptz,
  primary key (organization_id, document, number),
  check ((published_at is null) = (effective_at is null)),
  check (effective_at >= published_at),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete set null (account_id)
);
create unique index document_draft_once on loge.document_version (organization_id, document) where published_at is null;
create index document_in_force on loge.document_version (organization_id, document, effective_at desc, number desc);

create function loge.keep_published_document() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and (tg_op = 'DELETE' or to_jsonb(new) - 'account_id' is distinct from to_jsonb(old) - 'account_id')
  then
    raise exception 'a published document stays as it was';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger keep_published_document before update or delete on loge.document_version
  for each row execute function loge.keep_published_document();
select loge.secure('loge.document_version');

-- What somebody answered, once for each version. The text is the version's own: it stays as it was.
create table loge.document_answer (
  organization_id uuid not null,
  account_id uuid not null,
  document text not null,
  number integer not null,
  hash text not null,
  how text not null check (how in ('accepted', 'seen')),
  answered_at timestamptz not null,
  -- Of IPv6 only the network: it names a household, not a device.
  network text not null,
  language text not null check (language in ('en', 'fr')),
  surface text not null,
  primary key (organization_id, account_id, document, number),
  foreign key (organization_id, document, number) references loge.document_version (organization_id, document, number),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
create index document_answer_of_version on loge.document_answer (organization_id, document, number);
select loge.secure('loge.document_answer');

-- The proof of a choice about cookies: what was shown and what was done, of a device that nobody can name.
create table loge.cookie_choice (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  chosen_at timestamptz not null,
  until timestamptz not null,
  -- What was accepted; empty when all was refused.
  accepted jsonb not null,
  -- What was asked about, and the cookie policy that said so.
  asked jsonb not null,
  shown_hash text not null check (shown_hash ~ '^[0-9a-f]{64}$'),
  language text not null check (language in ('en', 'fr')),
  surface text not null,
  primary key (organization_id, id)
);
create index cookie_choice_over on loge.cookie_choice (organization_id, until);
select loge.secure('loge.cookie_choice');
