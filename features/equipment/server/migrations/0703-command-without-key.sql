-- A repeated request is recognized before it reaches a feature: an Idempotency-Key acts once, whatever it asks for.
drop index loge.command_once;
alter table loge.command drop column idempotency_key;
