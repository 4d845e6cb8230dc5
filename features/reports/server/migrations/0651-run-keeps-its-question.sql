-- What a run asked of the log, and of which site: a report that is changed later changes no run of before.
alter table loge.report_run add column site_id uuid, add column filters jsonb;
-- Whoever migrates stands in no organization, and runs exist in all of them.
alter table loge.report no force row level security;
alter table loge.report_run no force row level security;
update loge.report_run run set site_id = report.site_id, filters = report.filters
  from loge.report report
  where report.organization_id = run.organization_id and report.id = run.report_id;
alter table loge.report force row level security;
alter table loge.report_run force row level security;
alter table loge.report_run alter column site_id set not null, alter column filters set not null;
-- Not looked through anew, which no owner behind the wall could do: runs of before have the site of their report.
alter table loge.report_run add foreign key (organization_id, site_id)
  references loge.site (organization_id, id) on delete cascade not valid;
