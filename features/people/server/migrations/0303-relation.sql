-- What somebody is to us besides a home: staff, candidate, contact. Each has its own dates, source and time of keeping,
-- so that ending one touches no other. The days are civil ones, `2026-11-05`, the last one included.
create table loge.relation (
  organization_id uuid not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  kind text not null check (kind in ('staff', 'candidate', 'contact')),
  source text not null,
  starts_on text not null check (starts_on ~ '^\d{4}-\d{2}-\d{2}$'),
  ends_on text check (ends_on ~ '^\d{4}-\d{2}-\d{2}$'),
  primary key (organization_id, id),
  check (ends_on >= starts_on),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index relation_by_person on loge.relation (organization_id, person_id);
create index relation_by_day on loge.relation (organization_id, starts_on, id);
select loge.secure('relation');
