-- Trade shows, and files of whoever was met there: by ourselves, or named by the organiser. Two tables, since recruiters see
-- whom they met and nobody the organiser named.

create table loge.trade_show (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  name text not null check (name <> ''),
  place text not null check (place <> ''),
  organiser text not null check (organiser <> ''),
  starts_on date not null,
  ends_on date not null,
  primary key (organization_id, id),
  check (ends_on >= starts_on)
);
select loge.secure('trade_show');

-- An owner who is no superuser is kept from adding a key to tables whose rows they may not all see; both are new and empty.
alter table loge.trade_show no force row level security;
create table loge.visitor_file (like loge.prospect_file including all);
create table loge.supplied_file (like loge.prospect_file including all);

do $$
declare
  files text;
begin
  foreach files in array array['visitor_file', 'supplied_file'] loop
    execute format(
      'alter table loge.%1$I
         add column show_id uuid not null,
         add column collected_by uuid,
         -- The first letter says where we met and what we hold; without an answer no later one begins a relation.
         add column first_written_at timestamptz,
         -- What the organiser shows for their consent.
         add column proof_name text,
         add column proof bytea,
         add check ((proof is null) = (proof_name is null)),
         add foreign key (organization_id, show_id) references loge.trade_show (organization_id, id),
         add foreign key (organization_id, person_id) references loge.person (organization_id, id) not valid,
         add foreign key (organization_id, provenance_id) references loge.provenance (organization_id, id) not valid',
      files);
    execute format('create index %1$s_of_show on loge.%1$I (organization_id, show_id)', files);
    perform loge.secure(('loge.' || files)::regclass);
    perform loge.hide_restricted(('loge.' || files)::regclass, 'person_id');
  end loop;
end
$$;
alter table loge.trade_show force row level security;

alter table loge.out_letter drop constraint out_letter_kind_check;
alter table loge.out_letter add constraint out_letter_kind_check
  check (kind in ('answer', 'notice', 'decision', 'ending', 'follow_up'));

-- Whoever sells and whoever recruits meets people at shows.
alter table loge.role no force row level security;
update loge.role set permissions = permissions || array['shows.manage']
where built_in and code in ('administrator', 'commercial', 'recruiter') and not permissions @> array['shows.manage'];
alter table loge.role force row level security;
