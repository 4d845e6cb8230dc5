-- Files of customers, of prospects and of contacts at client companies: one table each, since each has its own rule.

create table loge.company (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  name text not null check (name <> ''),
  primary key (organization_id, id)
);
create unique index company_by_name on loge.company (organization_id, lower(name));
select loge.secure('company');

-- Who was with which company, and when: the company stays when somebody leaves it.
create table loge.affiliation (
  organization_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  company_id uuid not null,
  since_on date not null,
  until_on date,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, company_id) references loge.company (organization_id, id)
);
create unique index affiliation_now on loge.affiliation (organization_id, person_id) where until_on is null;
create index affiliation_of_company on loge.affiliation (organization_id, company_id);
select loge.secure('affiliation');
select loge.hide_restricted('loge.affiliation', 'person_id');

create table loge.prospect_file (
  organization_id uuid not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  provenance_id uuid not null,
  origin text not null check (origin in ('inbound', 'outbound')),
  opened_at timestamptz not null,
  title text,
  area_of_interest text,
  work_email text,
  work_phone text,
  work_address text,
  -- Each with its channel, its direction and its moment; never what was said.
  contacts jsonb not null,
  -- Of those the person made themselves.
  last_contact_at timestamptz not null,
  is_active boolean not null,
  active_why text not null check (active_why in ('contact', 'review', 'staff', 'no_contact')),
  active_on timestamptz not null,
  inactive_at timestamptz,
  review_by timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('over', 'left', 'error')),
  primary key (organization_id, id),
  check ((ended_at is null) = (ended_why is null)),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id)
);
create table loge.customer_file (like loge.prospect_file including all);
create table loge.contact_file (like loge.prospect_file including all);

do $$
declare
  files text;
begin
  foreach files in array array['prospect_file', 'customer_file', 'contact_file'] loop
    if files <> 'prospect_file' then
      execute format(
        'alter table loge.%1$I
           add foreign key (organization_id, person_id) references loge.person (organization_id, id) not valid,
           add foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id) not valid',
        files);
    end if;
    execute format('create unique index %1$s_open on loge.%1$I (organization_id, person_id) where ended_at is null', files);
    execute format('create index %1$s_by_day on loge.%1$I (organization_id, opened_at, id)', files);
    perform loge.secure(('loge.' || files)::regclass);
    perform loge.hide_restricted(('loge.' || files)::regclass, 'person_id');
  end loop;
end
$$;

-- Whoever sells keeps them; no other role has that by the way but whoever answers for everything.
alter table loge.role no force row level security;
alter table loge.organization no force row level security;
update loge.role set permissions = permissions || array['customers.manage', 'prospects.manage']
where built_in and code = 'administrator' and not permissions @> array['customers.manage'];
insert into loge.role (organization_id, id, code, permissions, scopes, built_in, name, version, retired_at)
select id, gen_random_uuid(), 'commercial',
  array['customers.manage', 'prospects.manage', 'relations.read', 'relations.manage'], array['organization'],
  true, null, 1, null
from loge.organization
on conflict (organization_id, code) do nothing;
alter table loge.organization force row level security;
alter table loge.role force row level security;
