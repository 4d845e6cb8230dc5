-- What came with a request on paper, as a scan: the letter, and a proof of who asks. Sealed; the proof is destroyed when it was decided on.
create table loge.request_file (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('letter', 'proof')),
  name text not null,
  type text not null,
  bytes integer not null,
  -- By the key of the installation: what lies in the database or a backup shows nothing.
  sealed bytea,
  added_at timestamptz not null,
  added_by jsonb not null,
  destroyed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, request_id) references loge.privacy_request (organization_id, id),
  check (destroyed_at is null or sealed is null)
);
create index request_file_of on loge.request_file (organization_id, request_id);
select loge.secure('loge.request_file');
select loge.hide_restricted('loge.request_file', 'request_id');
