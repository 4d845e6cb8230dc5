-- Changes of rights: several edits that were made, and can be undone, together.

-- The moment of the database at which the version of a site was last raised, and by which transaction, so that what
-- the left changed before is known to be in it and what it changed since is known not to be.
alter table loge.site_access add column seen pg_snapshot, add column raised_in xid8;

create table loge.access_change (
  organization_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  version bigint not null,
  made_at timestamptz not null,
  made_by jsonb not null,
  reason text not null check (length(reason) between 1 and 500),
  -- How many edits there were: those about an erased person are gone, and cannot be undone.
  edits integer not null check (edits > 0),
  undone_at timestamptz,
  undone_by jsonb,
  primary key (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id),
  check ((undone_at is null) = (undone_by is null))
);
create index access_change_by_site on loge.access_change (organization_id, site_id, id);
select loge.secure('loge.access_change');

-- What each edit touched, enough to name its inverse; what it said is in the tables it changed.
create table loge.access_change_edit (
  organization_id uuid not null,
  access_change_id uuid not null,
  position integer not null check (position >= 0),
  kind text not null
    check (kind in ('keepProfile', 'removeProfile', 'grant', 'revoke', 'keepSchedule', 'suspend', 'restore')),
  access_profile_id uuid,
  access_grant_id uuid,
  schedule_id uuid,
  person_id uuid,
  -- Of the profile or schedule; null: it was not there before, or is not there after.
  revision_before integer,
  revision_after integer,
  primary key (organization_id, access_change_id, position),
  foreign key (organization_id, access_change_id) references loge.access_change (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id)
);
create index access_change_edit_by_person on loge.access_change_edit (organization_id, person_id)
  where person_id is not null;
select loge.secure('loge.access_change_edit');
