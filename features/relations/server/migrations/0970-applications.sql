-- Whoever applies: what they sent for as long as it is being considered, the pool of those who agreed to be called back,
-- and who opened what. Only recruiters read it.

create table loge.job_opening (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  version integer not null,
  title jsonb not null,
  body jsonb not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (organization_id, id)
);
select loge.secure('job_opening');

-- That somebody applied, and until when it was open: as long as their person is here, and nothing of what they sent.
create table loge.application (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  provenance_id uuid not null,
  received_at timestamptz not null,
  last_contact_at timestamptz not null,
  closed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id)
);
create index application_of_person on loge.application (organization_id, person_id);
select loge.secure('application');
select loge.hide_restricted('loge.application', 'person_id');

create table loge.application_file (
  organization_id uuid not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  opening_id uuid,
  position text not null,
  channel text not null check (channel in ('site', 'email', 'post', 'third_party')),
  -- Of a job board or an agency: its own number of the application.
  board_id text,
  language text not null check (language in ('en', 'fr')),
  letter text not null,
  -- What the law protects most was found in the letter; whoever wrote it was warned.
  flagged boolean not null,
  state text not null check (state in ('received', 'shortlist', 'interview', 'offer', 'rejected', 'hired', 'withdrawn')),
  received_at timestamptz not null,
  shortlist_at timestamptz,
  interview_at timestamptz,
  offer_at timestamptz,
  last_contact_at timestamptz not null,
  closed_at timestamptz,
  primary key (organization_id, id),
  check ((state in ('rejected', 'hired', 'withdrawn')) = (closed_at is not null)),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, opening_id) references loge.job_opening (organization_id, id)
);
create index application_file_by_day on loge.application_file (organization_id, received_at, id);
create index application_file_of_person on loge.application_file (organization_id, person_id);
select loge.secure('application_file');
select loge.hide_restricted('loge.application_file', 'person_id');

create table loge.application_document (
  organization_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('cv', 'letter')),
  -- As the sender calls it: a text nobody opens by.
  name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  size integer not null,
  content bytea not null,
  received_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, application_id) references loge.application_file (organization_id, id) on delete cascade,
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create unique index application_document_of on loge.application_document (organization_id, application_id, kind);
select loge.secure('application_document');
select loge.hide_restricted('loge.application_document', 'application_id');

-- Education and career, each taken away alone.
create table loge.application_detail (
  organization_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  person_id uuid not null,
  -- Of the register.
  category text not null,
  kind text not null check (kind in ('education', 'career', 'other')),
  place integer not null,
  words text not null check (words <> ''),
  primary key (organization_id, id),
  foreign key (organization_id, application_id) references loge.application_file (organization_id, id) on delete cascade,
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index application_detail_of on loge.application_detail (organization_id, application_id);
select loge.secure('application_detail');
select loge.hide_restricted('loge.application_detail', 'application_id');

-- Who opened it: the candidate sees when, and what.
create table loge.application_view (
  organization_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  person_id uuid not null,
  what text not null check (what in ('file', 'cv', 'letter')),
  at timestamptz not null,
  by_account uuid,
  primary key (organization_id, id),
  foreign key (organization_id, application_id) references loge.application_file (organization_id, id) on delete cascade,
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index application_view_of on loge.application_view (organization_id, application_id, at);
select loge.secure('application_view');
select loge.hide_restricted('loge.application_view', 'application_id');

-- Whoever agreed to be called if a position opens; it ends by itself on a day they were told, or when they say so.
create table loge.talent (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  provenance_id uuid not null,
  language text not null check (language in ('en', 'fr')),
  position text not null,
  name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  content bytea not null,
  agreed_at timestamptz not null,
  last_contact_at timestamptz not null,
  ends_on date not null,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id)
);
create unique index talent_of_person on loge.talent (organization_id, person_id);
select loge.secure('talent');
select loge.hide_restricted('loge.talent', 'person_id');

-- Files of candidates are for whoever recruits: no role has that by the way, whatever else it may do.
alter table loge.role no force row level security;
alter table loge.organization no force row level security;
update loge.role set permissions = array_remove(permissions, 'applications.manage')
where built_in and code = 'administrator';
insert into loge.role (organization_id, id, code, permissions, scopes, built_in, name, version, retired_at)
select id, gen_random_uuid(), 'recruiter', array['applications.manage', 'relations.read', 'relations.manage'], array['organization'], true, null, 1, null
from loge.organization
on conflict (organization_id, code) do nothing;
alter table loge.organization force row level security;
alter table loge.role force row level security;
