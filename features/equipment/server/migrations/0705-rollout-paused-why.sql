-- Why a roll-out paused by itself, and who let it go on: from then on it acts in their name.
alter table loge.rollout
  add column paused_why text check (paused_why in ('unconfirmed', 'starter_may_not')),
  add column resumed_by jsonb;
-- Whoever migrates stands in no organization, and changes exist in all of them.
alter table loge.rollout no force row level security;
update loge.rollout set paused_why = 'unconfirmed' where state = 'paused';
alter table loge.rollout force row level security;
alter table loge.rollout add check ((state = 'paused') = (paused_why is not null));
