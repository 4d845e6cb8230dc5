-- What a decision about a right changed, how it was looked at afterwards, and who was told of it.
create table loge.request_deed (
  organization_id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('copy', 'correct', 'erase', 'restrict', 'stop_use', 'stop_marketing', 'withdraw_consent',
    'hand_over')),
  -- Codes and ids of the register, never a value of somebody.
  details jsonb not null,
  -- Of a correction: each field as it was and as it is. The only place that still knows the old value.
  changes jsonb,
  -- `due`: it happens when the letter leaves. `done`: it happened. `proven`: it was looked for in another way.
  state text not null check (state in ('due', 'done', 'proven', 'doubtful')),
  -- Where something was found that should not be there.
  found jsonb not null,
  -- Of what was handed over: SHA-256, in hexadecimal, and length.
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  content_bytes bigint check (content_bytes >= 0),
  done_at timestamptz not null,
  done_by jsonb not null,
  checked_at timestamptz,
  primary key (organization_id, request_id),
  foreign key (organization_id, request_id) references loge.privacy_request (organization_id, id) on delete cascade
);
create index request_deed_unchecked on loge.request_deed (organization_id, done_at) where state = 'done';
select loge.secure('loge.request_deed');
select loge.hide_restricted('loge.request_deed', 'request_id');

-- An objection is to advertising, to profiling, or to one purpose of the register.
alter table loge.objection drop constraint objection_objected_to_check;
alter table loge.objection add constraint objection_objected_to_check
  check (objected_to in ('marketing', 'profiling') or objected_to ~ '^use:[a-z0-9][a-z0-9_.-]{0,79}$');
