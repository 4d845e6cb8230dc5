-- A named filter of the log: the link's own query, for oneself or for everybody who reads the log of a site.
create table loge.saved_view (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  account_id uuid not null,
  -- Shared with whoever reads the log of this site; null: with nobody.
  site_id uuid,
  name text not null check (length(name) between 1 and 80),
  -- What it is narrowed to, without the person: that one is a column, so that an erasure finds it.
  filters jsonb not null,
  person_id uuid,
  version integer not null check (version > 0),
  primary key (organization_id, id)
);
create index saved_view_by_account on loge.saved_view (organization_id, account_id, id);
create index saved_view_by_site on loge.saved_view (organization_id, site_id, id) where site_id is not null;
create index saved_view_by_person on loge.saved_view (organization_id, person_id) where person_id is not null;
select loge.secure('loge.saved_view');
