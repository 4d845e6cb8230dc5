-- Letters to accounts, before and after they leave. What a letter says is worked out when it is sent, never kept.
create table loge.notice (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  template text not null check (template ~ '^[a-z][a-z_]{1,39}$'),
  -- What it is about, of the feature whose template it is.
  about_id uuid not null,
  -- Of who caused it; the account's own wins when the letter is written.
  language text not null check (language in ('en', 'fr')),
  state text not null check (state in ('waiting', 'sent', 'failed', 'given_up')),
  code text,
  attempts integer not null,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  deadline_at timestamptz not null,
  ended_at timestamptz check ((ended_at is null) = (state = 'waiting')),
  primary key (organization_id, id),
  -- One occasion is one letter to one account, however often it is asked for.
  unique (organization_id, template, about_id, account_id),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete cascade
);
create index notice_due on loge.notice (organization_id, next_try_at) where state = 'waiting';
select loge.secure('loge.notice');
