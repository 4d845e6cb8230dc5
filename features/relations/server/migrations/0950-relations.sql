-- Those outside who write to us: where each datum comes from, what they wrote, what they were asked, what they were sent.

-- Nothing about somebody outside is kept without it: the tables below cannot do without a row of this one.
create table loge.provenance (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Of the register in force when it came.
  source text not null check (source <> ''),
  kind text not null check (kind in ('person', 'observed', 'third_party', 'public')),
  detail text not null check (detail <> ''),
  supplier text,
  url text,
  collected_on text not null check (collected_on ~ '^\d{4}-\d{2}-\d{2}$'),
  recorded_at timestamptz not null,
  -- Of the register whose notice stood beside the form, or was sent.
  notice_hash text not null check (notice_hash <> ''),
  notice_due_on text check (notice_due_on ~ '^\d{4}-\d{2}-\d{2}$'),
  told_at timestamptz,
  primary key (organization_id, id),
  check (kind <> 'third_party' or supplier <> ''),
  check (kind <> 'public' or url <> ''),
  check ((kind in ('third_party', 'public')) = (notice_due_on is not null)),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index provenance_of_person on loge.provenance (organization_id, person_id);
create index provenance_to_tell on loge.provenance (organization_id, notice_due_on)
  where notice_due_on is not null and told_at is null;
select loge.secure('provenance');
select loge.hide_restricted('loge.provenance', 'person_id');

create table loge.contact_message (
  organization_id uuid not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  provenance_id uuid not null,
  purpose text not null,
  subject text not null check (subject in ('service', 'offers', 'work', 'press', 'law')),
  team text not null check (team in ('support', 'commercial', 'recruiting', 'communication', 'legal')),
  language text not null check (language in ('en', 'fr')),
  words text not null check (words <> ''),
  may_prospect boolean not null,
  received_at timestamptz not null,
  state text not null check (state in ('new', 'assigned', 'answered', 'closed')),
  assigned_at timestamptz,
  assigned_to uuid,
  answered_at timestamptz,
  closed_at timestamptz,
  primary key (organization_id, id),
  check ((state = 'closed') = (closed_at is not null)),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id)
);
create index contact_message_by_day on loge.contact_message (organization_id, received_at, id);
create index contact_message_of_person on loge.contact_message (organization_id, person_id);
select loge.secure('contact_message');
select loge.hide_restricted('loge.contact_message', 'person_id');

-- What an organization asks for beyond what the code knows, by the id of the field in its register.
create table loge.asked_value (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  provenance_id uuid not null,
  form text not null check (form in ('contact', 'application')),
  field text not null,
  value text not null check (value <> ''),
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id)
);
create index asked_value_of_person on loge.asked_value (organization_id, person_id);
select loge.secure('asked_value');
select loge.hide_restricted('loge.asked_value', 'person_id');

create table loge.out_letter (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('answer', 'notice', 'decision')),
  about_id uuid not null,
  sent_to text not null,
  language text not null check (language in ('en', 'fr')),
  subject text not null,
  body text not null,
  written_at timestamptz not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'given_up')),
  code text,
  attempts integer not null,
  next_try_at timestamptz not null,
  deadline_at timestamptz not null,
  sent_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index out_letter_due on loge.out_letter (organization_id, next_try_at) where state = 'waiting';
create index out_letter_about on loge.out_letter (organization_id, about_id);
select loge.secure('out_letter');
select loge.hide_restricted('loge.out_letter', 'person_id');

alter table loge.role no force row level security;
update loge.role set permissions = permissions || array['relations.read', 'relations.manage', 'applications.manage']
where built_in and code = 'administrator' and not permissions @> array['relations.read'];
update loge.role set permissions = permissions || array['relations.read', 'relations.manage']
where built_in and code = 'manager' and not permissions @> array['relations.read'];
update loge.role set permissions = array_append(permissions, 'relations.read')
where built_in and code = 'dpo' and not permissions @> array['relations.read'];
alter table loge.role force row level security;
