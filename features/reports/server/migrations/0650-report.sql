-- A part of the log, counted and sent to some accounts every day, week or month, by the clock of a site.
create table loge.report (
  organization_id uuid not null,
  id uuid not null,
  -- Who set it up; nobody any more once that account is gone.
  account_id uuid,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  filters jsonb not null,
  every text not null check (every in ('day', 'week', 'month')),
  weekday smallint check (weekday between 1 and 7),
  month_day smallint check (month_day between 1 and 31),
  -- Of the local day.
  minutes smallint not null check (minutes between 0 and 1439),
  -- The local day of the next run.
  next_on text not null check (next_on ~ '^\d{4}-\d{2}-\d{2}$'),
  paused boolean not null,
  language text not null check (language in ('en', 'fr')),
  version integer not null check (version > 0),
  removed_at timestamptz,
  primary key (organization_id, id),
  check ((weekday is not null) = (every = 'week')),
  check ((month_day is not null) = (every = 'month')),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete set null (account_id),
  foreign key (organization_id, site_id) references loge.site (organization_id, id) on delete cascade
);
select loge.secure('loge.report');

create table loge.report_reader (
  organization_id uuid not null,
  report_id uuid not null,
  account_id uuid not null,
  primary key (organization_id, report_id, account_id),
  foreign key (organization_id, report_id) references loge.report (organization_id, id) on delete cascade,
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
create index report_reader_by_account on loge.report_reader (organization_id, account_id);
select loge.secure('loge.report_reader');

-- One run of a report: which period, and when it was made. The events themselves stay in the log alone.
create table loge.report_run (
  organization_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  run_on text not null check (run_on ~ '^\d{4}-\d{2}-\d{2}$'),
  cause text not null check (cause in ('schedule', 'asked')),
  covers_from timestamptz not null,
  covers_until timestamptz not null check (covers_until > covers_from),
  due_at timestamptz not null,
  made_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, report_id) references loge.report (organization_id, id) on delete cascade
);
-- A period is reported once by itself, whatever crashes or runs twice.
create unique index report_run_once on loge.report_run (organization_id, report_id, run_on) where cause = 'schedule';
create index report_run_of on loge.report_run (organization_id, report_id, id);
select loge.secure('loge.report_run');
