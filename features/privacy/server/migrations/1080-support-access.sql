-- Support access: a case, a reason, a basis, a box of time and a scope; and every single read of it.
create table loge.support_access (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  person_id uuid not null,
  -- The case it is for.
  ticket text not null check (length(ticket) between 1 and 80),
  -- In the words of whoever asks; the person concerned reads them.
  reason text not null check (length(reason) between 3 and 500),
  origin text not null check (origin in ('person', 'client', 'sub_processor', 'staff')),
  basis text not null check (basis in ('consent', 'contract')),
  categories text[] not null check (cardinality(categories) > 0),
  asked_by jsonb not null,
  asked_at timestamptz not null,
  -- The yes of the person, where it rests on their consent.
  agreed_at timestamptz check (agreed_at is null or basis = 'consent'),
  -- It is over then, by itself.
  ends_at timestamptz not null check (ends_at > asked_at and ends_at <= asked_at + interval '24 hours'),
  ended_at timestamptz,
  ended_by text check (ended_by in ('desk', 'person')),
  reviewed_by jsonb,
  reviewed_at timestamptz,
  finding text check (finding in ('in_order', 'not_in_order')),
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  check ((ended_at is null) = (ended_by is null)),
  check ((reviewed_at is null) = (finding is null))
);
create index support_access_newest on loge.support_access (organization_id, asked_at desc);
create index support_access_of_person on loge.support_access (organization_id, person_id, asked_at desc);
select loge.secure('loge.support_access');
select loge.hide_restricted('loge.support_access', 'person_id');

create table loge.support_read (
  organization_id uuid not null,
  access_id uuid not null,
  -- Whose data were read.
  person_id uuid not null,
  number integer not null check (number > 0),
  at timestamptz not null,
  read_by jsonb not null,
  category text not null,
  -- How many rows were shown; which ones is nobody's business twice.
  rows integer not null check (rows >= 0),
  primary key (organization_id, access_id, number),
  foreign key (organization_id, access_id) references loge.support_access (organization_id, id) on delete cascade,
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index support_read_of_person on loge.support_read (organization_id, person_id);
select loge.secure('loge.support_read');
select loge.hide_restricted('loge.support_read', 'person_id');
