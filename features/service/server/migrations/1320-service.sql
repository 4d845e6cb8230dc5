-- When the service stops: planned and announced, measured by the servers themselves, or said by whoever runs it.
create table loge.interruption (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  kind text not null check (kind in ('planned', 'measured', 'said')),
  starts_at timestamptz not null,
  -- None as long as it goes on.
  ends_at timestamptz check (ends_at > starts_at),
  -- None where it was measured and nobody has said yet.
  cause text check (cause in ('maintenance', 'update', 'improvement', 'force_majeure', 'third_party', 'fault')),
  -- What is told of it, in both languages: {"en": …, "fr": …}.
  words jsonb,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id),
  check (kind = 'measured' or (cause is not null and words is not null)),
  check (kind <> 'planned' or ends_at is not null),
  check (cancelled_at is null or kind = 'planned')
);
create index interruption_latest on loge.interruption (organization_id, starts_at desc);
select loge.secure('loge.interruption');
-- A history is not thinned out.
revoke delete on loge.interruption from loge_app;

-- That some server was there, and since when anybody looks.
create table loge.service_beat (
  organization_id uuid primary key references loge.organization (id),
  since timestamptz not null,
  at timestamptz not null check (at >= since)
);
select loge.secure('loge.service_beat');
