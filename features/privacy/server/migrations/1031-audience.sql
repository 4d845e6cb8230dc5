-- How often something was seen or done on a day: numbers that rise. No row is of anybody, and none leads to another.
create table loge.audience_count (
  organization_id uuid not null references loge.organization (id),
  -- The organization's own name for a site or an application.
  surface text not null,
  day date not null,
  what text not null check (what in ('page', 'click', 'seconds', 'browser', 'screen', 'origin')),
  value text not null check (length(value) <= 120),
  count bigint not null check (count > 0),
  primary key (organization_id, surface, day, what, value)
);
select loge.secure('loge.audience_count');
