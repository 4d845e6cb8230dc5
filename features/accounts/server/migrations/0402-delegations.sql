-- A role handed over for a while. It hangs on the assignment it comes from: whoever loses that has nothing handed over.
create table loge.delegation (
  organization_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  account_id uuid not null,
  permissions text[] not null check (cardinality(permissions) > 0),
  scope text not null check (scope in ('organization', 'site')),
  site_id uuid check ((site_id is not null) = (scope = 'site')),
  reason text not null,
  given_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- Before its end, by somebody.
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, assignment_id) references loge.role_assignment (organization_id, id) on delete cascade,
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
create index delegation_by_account on loge.delegation (organization_id, account_id) where ended_at is null;
select loge.secure('delegation');
