-- Written in the transaction of the act itself: a key whose answer was lost is known to have acted, and never acts again.
alter table loge.idempotency_key add column acted_at timestamptz;
