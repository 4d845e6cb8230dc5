-- A restriction (GDPR art. 18) is kept by the database: what is restricted is stored, and otherwise there for nobody but
-- the person, whoever carries out their rights, and their own door as far as they agreed to that.

alter table loge.restriction
  -- `keep`: the person agreed that their own doors go on opening (art. 18(2)). `close`: they do not open to them any more.
  add column door text not null default 'close' check (door in ('keep', 'close')),
  -- The case it was asked with.
  add column request_id uuid,
  -- When the person was told that it will end, and how; only then may it end (art. 18(3)).
  add column told_at timestamptz,
  add column told_how text check (told_how in ('letter', 'email', 'phone', 'in_person')),
  add constraint restriction_told check ((told_at is null) = (told_how is null));
alter table loge.restriction alter column door drop default;

-- Everything that leads to the restricted people of the current organization. Asked by the owner, who sees them.
create function loge.ids_of_restricted(doors_only boolean, except_person uuid) returns uuid[]
language sql stable parallel safe security definer
set search_path = loge, pg_temp
set row_security = on
as $$
  with hidden as materialized (
    select r.person_id from loge.restriction r
    where r.organization_id = loge.current_organization()
      and (not doors_only or r.door = 'close') and r.person_id is distinct from except_person)
  select array(
    select person_id from hidden
    union all select a.id from hidden join loge.account a
      on a.organization_id = loge.current_organization() and a.person_id = hidden.person_id
    union all select c.id from hidden join loge.credential c
      on c.organization_id = loge.current_organization() and c.person_id = hidden.person_id
    union all select q.id from hidden join loge.privacy_request q
      on q.organization_id = loge.current_organization() and q.person_id = hidden.person_id)
$$;

revoke all on function loge.ids_of_restricted(boolean, uuid) from public;
grant execute on function loge.ids_of_restricted(boolean, uuid) to loge_app;

-- Whoever is restricted is hidden from the application, unless the question is asked for one of these:
--   privacy  the rights of the person are carried out        keeping  storage alone: seals, proofs, backups
--   sign_in  somebody says who they are                      door     a door decides: by the choice made then
-- Anybody sees themselves.
create or replace function loge.hidden_ids() returns uuid[]
language plpgsql stable parallel safe
as $$
declare
  purpose text := current_setting('loge.purpose', true);
begin
  if current_user <> 'loge_app' or purpose in ('privacy', 'keeping', 'sign_in')
    or not exists (select from loge.restriction where organization_id = loge.current_organization())
  then
    return '{}';
  end if;
  if purpose = 'door' then
    return loge.ids_of_restricted(true, null);
  end if;
  return loge.ids_of_restricted(false, nullif(current_setting('loge.oneself', true), '')::uuid);
end
$$;

select loge.hide_restricted('loge.event', 'person_id');
select loge.hide_restricted('loge.look', 'person_id');
select loge.hide_restricted('loge.saved_view', 'account_id', 'person_id');
select loge.hide_restricted('loge.person', 'id');
select loge.hide_restricted('loge.tenancy', 'person_id');
select loge.hide_restricted('loge.move', 'person_id');
select loge.hide_restricted('loge.relation', 'person_id');
select loge.hide_restricted('loge.account', 'person_id');
select loge.hide_restricted('loge.account_password', 'account_id');
select loge.hide_restricted('loge.passkey', 'account_id');
select loge.hide_restricted('loge.role_assignment', 'account_id');
select loge.hide_restricted('loge.delegation', 'account_id');
select loge.hide_restricted('loge.session', 'account_id');
select loge.hide_restricted('loge.sign_in_link', 'account_id');
select loge.hide_restricted('loge.sign_in_challenge', 'account_id');
select loge.hide_restricted('loge.notice', 'account_id');
select loge.hide_restricted('loge.report_reader', 'account_id');
select loge.hide_restricted('loge.access_grant', 'person_id');
select loge.hide_restricted('loge.credential', 'person_id');
select loge.hide_restricted('loge.credential_status', 'credential_id');
select loge.hide_restricted('loge.credential_secret', 'credential_id');
select loge.hide_restricted('loge.access_subject', 'person_id');
select loge.hide_restricted('loge.access_suspension', 'person_id');
select loge.hide_restricted('loge.access_change_edit', 'person_id');
select loge.hide_restricted('loge.access_campaign_reviewer', 'account_id');
select loge.hide_restricted('loge.access_campaign_item', 'person_id');
select loge.hide_restricted('loge.glass_key', 'person_id');
select loge.hide_restricted('loge.glass_break', 'person_id');
select loge.hide_restricted('loge.free_passage', 'person_id');
select loge.hide_restricted('loge.consent', 'person_id');
select loge.hide_restricted('loge.objection', 'person_id');
select loge.hide_restricted('loge.directive', 'person_id');
select loge.hide_restricted('loge.disclosure', 'person_id');
select loge.hide_restricted('loge.legal_hold', 'person_id');
select loge.hide_restricted('loge.person_contact', 'person_id');
select loge.hide_restricted('loge.privacy_request', 'person_id');
select loge.hide_restricted('loge.privacy_letter', 'request_id');
select loge.hide_restricted('loge.privacy_request_event', 'request_id');
select loge.hide_restricted('loge.document_answer', 'account_id');
