-- Accounts, how they prove themselves, and what they may do. Secrets are in tables of their own, hashed.
create table loge.role (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  code text not null check (code ~ '^[a-z][a-z0-9_]{1,59}$'),
  permissions text[] not null,
  scopes text[] not null,
  built_in boolean not null,
  primary key (organization_id, id),
  unique (organization_id, code)
);
select loge.secure('role');

create table loge.account (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  person_id uuid not null,
  email text not null,
  status text not null check (status in ('active', 'suspended')),
  created_at timestamptz not null,
  last_signed_in_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  unique (organization_id, email),
  unique (organization_id, person_id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
select loge.secure('account');

create table loge.account_password (
  organization_id uuid not null,
  account_id uuid not null,
  hash text not null,
  set_at timestamptz not null,
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
select loge.secure('account_password');

create table loge.passkey (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  label text not null,
  added_at timestamptz not null,
  last_used_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, credential_id),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
create index passkey_by_account on loge.passkey (organization_id, account_id);
select loge.secure('passkey');

-- A superseded assignment keeps its period, so that "who could do this in March" has an answer.
create table loge.role_assignment (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  role_id uuid not null,
  scope text not null check (scope in ('organization', 'site', 'own')),
  site_id uuid check ((site_id is not null) = (scope = 'site')),
  given_at timestamptz not null,
  given_by uuid,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade,
  foreign key (organization_id, role_id) references loge.role (organization_id, id)
);
create unique index role_assignment_once on loge.role_assignment
  (organization_id, account_id, role_id, scope, site_id) nulls not distinct where ended_at is null;
select loge.secure('role_assignment');

create table loge.session (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  method text not null check (method in ('link', 'password', 'passkey')),
  device text not null,
  started_at timestamptz not null,
  last_used_at timestamptz not null,
  idle_ms bigint not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
create index session_by_account on loge.session (organization_id, account_id);
select loge.secure('session');

create table loge.sign_in_link (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, secret_hash),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
select loge.secure('sign_in_link');

create table loge.sign_in_challenge (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  -- Set when it was made for somebody who is signed in.
  account_id uuid,
  challenge text not null,
  expires_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
select loge.secure('sign_in_challenge');

create table loge.sign_in_failure (
  organization_id uuid not null references loge.organization (id),
  subject_hash bytea not null,
  failures integer not null,
  last_at timestamptz not null,
  primary key (organization_id, subject_hash)
);
select loge.secure('sign_in_failure');

create table loge.api_key (
  organization_id uuid not null,
  id uuid not null,
  label text not null,
  token_hash bytea not null,
  role_id uuid not null,
  scope text not null check (scope in ('organization', 'site')),
  site_id uuid check ((site_id is not null) = (scope = 'site')),
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, role_id) references loge.role (organization_id, id)
);
select loge.secure('api_key');
