-- To whom data about somebody were given: a row for each person. It stays when the person is erased, about nobody.
create table loge.disclosure (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid,
  at timestamptz not null,
  -- Ids of the register in force at that moment, and what it said of the recipient.
  recipient text not null,
  recipient_name text not null,
  country text not null,
  safeguard text,
  activity text not null,
  categories jsonb not null,
  -- What an authority relied on, and under which law it asked.
  provision text check (length(provision) <= 500),
  procedure text check (procedure in ('national', 'union')),
  -- SHA-256 of what was handed over, in hexadecimal.
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  decided_by jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index disclosure_of_person on loge.disclosure (organization_id, person_id, id);
select loge.secure('loge.disclosure');
revoke delete on loge.disclosure from loge_app;
