-- By which clock and which public holidays a site lived, and while: what happened before it changed is still explained
-- by the hours of then. A site is here from its first change on; before that, and without any, its row is the answer.
create table loge.site_time (
  organization_id uuid not null,
  site_id uuid not null,
  -- Until when it held; the period begins where the one before ended, or with the site.
  valid_until timestamptz not null,
  time_zone text not null,
  holiday_region text,
  primary key (organization_id, site_id, valid_until),
  foreign key (organization_id, site_id) references loge.site (organization_id, id) on delete cascade
);
select loge.secure('loge.site_time');
