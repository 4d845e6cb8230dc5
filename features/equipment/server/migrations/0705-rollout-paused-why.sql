-- Why a roll-out paused by itself, and who let it go on: from then on it acts in their name.
alter table loge.rollout
  add column paused_why text check (paused_why in ('unconfirmed', 'starter_may_not')),
  add column resumed_by jsonb;
update loge.rollout set paused_why = 'unconfirmed' where state = 'paused';
alter table loge.rollout add check ((state = 'paused') = (paused_why is not null));
