-- Schedules and holiday calendars. What they said at any past instant stays readable: a superseded row keeps its period.

create table loge.holiday_calendar (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  region text,
  revision integer not null check (revision > 0),
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (organization_id, id)
);
-- A site follows the calendar of its region, so there is one at most.
create unique index holiday_calendar_region on loge.holiday_calendar (organization_id, region)
  where region is not null and retired_at is null;
select loge.secure('loge.holiday_calendar');

create table loge.holiday_calendar_day (
  organization_id uuid not null,
  holiday_calendar_id uuid not null,
  day date not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  change text not null check (change in ('added', 'removed')),
  primary key (organization_id, holiday_calendar_id, day, valid_from),
  foreign key (organization_id, holiday_calendar_id) references loge.holiday_calendar (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index holiday_calendar_day_current on loge.holiday_calendar_day (organization_id, holiday_calendar_id, day)
  where valid_until is null;
select loge.secure('loge.holiday_calendar_day');

create table loge.schedule (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (organization_id, id)
);
select loge.secure('loge.schedule');

create table loge.schedule_version (
  organization_id uuid not null,
  schedule_id uuid not null,
  revision integer not null check (revision > 0),
  name text not null check (length(name) between 1 and 200),
  -- Null: the calendar of the site where the schedule is used.
  holiday_calendar_id uuid,
  definition jsonb not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (organization_id, schedule_id, revision),
  foreign key (organization_id, schedule_id) references loge.schedule (organization_id, id),
  foreign key (organization_id, holiday_calendar_id) references loge.holiday_calendar (organization_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index schedule_version_current on loge.schedule_version (organization_id, schedule_id)
  where valid_until is null;
select loge.secure('loge.schedule_version');
