-- One row per Idempotency-Key: what it was used for, and the first answer, sealed with the key itself.
create table loge.idempotency_key (
  organization_id uuid not null,
  key_hash bytea not null,
  fingerprint bytea not null,
  claimed_at timestamptz not null,
  locked_until timestamptz not null,
  sealed_answer bytea,
  primary key (organization_id, key_hash)
);

create index idempotency_key_by_age on loge.idempotency_key (organization_id, claimed_at);

select loge.secure('idempotency_key');
