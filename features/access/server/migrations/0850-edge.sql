-- The edges of each site: the key each proved, its connection, and how it last said it was.

create table loge.edge (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- Ed25519, SubjectPublicKeyInfo, base64url.
  public_key text not null,
  enrolled_at timestamptz not null,
  revoked_at timestamptz,
  -- Which journal it numbers its events in; the numbers of an earlier journal end at the base.
  journal_id text,
  journal_base bigint not null default 0,
  -- Rises with each connection.
  connection integer not null default 0,
  connected boolean not null default false,
  connection_changed_at timestamptz not null,
  heard_at timestamptz,
  software text,
  health jsonb,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create index edge_by_site on loge.edge (organization_id, site_id, id);
select loge.secure('loge.edge');

-- One-time codes by which an edge joins. Only the hash of a code is kept.
create table loge.edge_enrolment (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  code_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  edge_id uuid,
  primary key (organization_id, id),
  unique (organization_id, code_hash),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  foreign key (organization_id, edge_id) references loge.edge (organization_id, id)
);
select loge.secure('loge.edge_enrolment');
