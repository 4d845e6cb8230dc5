-- Whoever was given data of somebody is told of what was corrected, erased, frozen or ended (GDPR art. 19), and answers.
create table loge.recipient_notice (
  organization_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  -- As the register named it when it was written.
  recipient text not null,
  recipient_name text not null,
  way text not null check (way in ('email', 'webhook', 'by_hand')),
  address text check (length(address) <= 500),
  about text not null check (about in ('correct', 'erase', 'restrict', 'stop_use', 'stop_marketing', 'withdraw_consent', 'hand_over')),
  -- By these the recipient finds what it got; they name nobody.
  disclosures jsonb not null,
  -- `silent`: it was told and has not answered in its time.
  state text not null check (state in ('waiting', 'to_tell', 'sent', 'answered', 'silent', 'failed', 'given_up')),
  code text,
  attempts integer not null,
  next_try_at timestamptz not null,
  deadline_at timestamptz not null,
  written_at timestamptz not null,
  sent_at timestamptz,
  -- SHA-256 of what it was told, in hexadecimal.
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  replied_at timestamptz,
  reply text check (reply in ('done', 'holds_nothing', 'refused')),
  reply_words text check (length(reply_words) <= 4000),
  primary key (organization_id, id),
  check ((replied_at is not null) = (state = 'answered')),
  check ((reply is not null) = (state = 'answered')),
  foreign key (organization_id, request_id) references loge.privacy_request (organization_id, id) on delete cascade
);
create index recipient_notice_of_request on loge.recipient_notice (organization_id, request_id, id);
create index recipient_notice_waiting on loge.recipient_notice (organization_id, next_try_at) where state = 'waiting';
create index recipient_notice_unanswered on loge.recipient_notice (organization_id, sent_at) where state = 'sent';
select loge.secure('loge.recipient_notice');
select loge.hide_restricted('loge.recipient_notice', 'request_id');
