-- Moving in, out or between homes: planned for a day, done by itself then, and undone as long as it has not come.
-- The tenancies carry the dates; a move remembers what it did to them, so that undoing puts back exactly that.
create table loge.move (
  organization_id uuid not null,
  id uuid not null,
  version integer not null,
  kind text not null check (kind in ('in', 'out', 'transfer')),
  person_id uuid not null,
  site_id uuid not null,
  on_day text not null check (on_day ~ '^\d{4}-\d{2}-\d{2}$'),
  happens_at timestamptz not null,
  state text not null check (state in ('planned', 'happened', 'undone')),
  from_tenancy_id uuid,
  from_unit_id uuid,
  from_version integer,
  from_ended_at timestamptz,
  to_tenancy_id uuid,
  to_unit_id uuid,
  to_version integer,
  steps_done text[] not null,
  planned_at timestamptz not null,
  settled_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references loge.person (organization_id, id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id)
);
create index move_by_person on loge.move (organization_id, person_id);
create index move_by_day on loge.move (organization_id, happens_at, id);
create index move_due on loge.move (organization_id, happens_at) where state = 'planned';
-- One plan for leaving a home at a time, however many people press the button together.
create unique index move_leaving on loge.move (organization_id, from_tenancy_id) where state = 'planned';
select loge.secure('move');
