-- Who carries out the rights of people; and the ledger remembers why, to erase again after a restore.
alter table loge_ledger.tombstone add column if not exists reason text not null default 'not_needed';

alter table loge.role no force row level security;
update loge.role set permissions = array_append(permissions, 'privacy.manage')
where built_in and code in ('administrator', 'dpo') and not permissions @> array['privacy.manage'];
alter table loge.role force row level security;
