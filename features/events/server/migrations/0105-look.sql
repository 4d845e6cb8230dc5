-- Somebody of the staff looked at where one person went: who, at whom, what stretch of time, why, and until when.
create table loge.look (
  organization_id uuid not null references loge.organization (id),
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  covers_from timestamptz not null,
  covers_until timestamptz not null check (covers_until > covers_from),
  reason text not null check (reason in ('authorities', 'incident', 'lost_badge', 'asked_by_them', 'danger')),
  -- In the words of whoever looks; the person concerned reads them.
  words text not null check (length(words) between 3 and 500),
  opened_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opened_at),
  primary key (organization_id, id)
);
create index look_by_person on loge.look (organization_id, person_id, id);
create index look_by_account on loge.look (organization_id, account_id, closes_at);
select loge.secure('loge.look');
