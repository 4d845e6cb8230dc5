-- A case of support names the equipment and the span of time it is about, and what it is for; the data that came with it
-- are of the case and of nothing else: they lead to a person by it alone, and go with it.
alter table loge.support_access
  -- Id of a purpose of the register.
  add column purpose text check (length(purpose) between 1 and 80),
  add column device_kind text check (device_kind in
    ('internet', 'gateway', 'set_top_box', 'mobile', 'phone', 'iot', 'connected_device', 'door_equipment', 'service')),
  -- Its number or name, as whoever asks knows it.
  add column device text check (length(device) between 1 and 120),
  add column about_from timestamptz,
  add column about_until timestamptz,
  -- Why what shows the intimacy of a home is needed; the person reads it.
  add column intimate_reason text check (length(intimate_reason) between 3 and 500);
alter table loge.support_access no force row level security;
update loge.support_access set purpose = 'support', device_kind = 'service', device = ticket,
  about_from = asked_at - interval '1 day', about_until = asked_at;
alter table loge.support_access force row level security;
alter table loge.support_access
  alter column purpose set not null,
  alter column device_kind set not null,
  alter column device set not null,
  alter column about_from set not null,
  alter column about_until set not null,
  add check (about_until > about_from),
  add check (not 'tv_viewing' = any (categories) or intimate_reason is not null);

create table loge.support_data (
  organization_id uuid not null,
  id uuid not null,
  -- The case it came with: what leads to a person, and all that does.
  access_id uuid not null,
  -- Whom it came from, and which of them.
  came_from text not null check (came_from in ('ticket', 'client', 'sub_processor')),
  came_detail text not null check (length(came_detail) between 1 and 200),
  came_on text not null check (came_on ~ '^\d{4}-\d{2}-\d{2}$'),
  -- Of the register whose notice was in force.
  notice_hash text not null check (notice_hash <> ''),
  added_at timestamptz not null,
  added_by jsonb not null,
  -- What was handed over, by its kind.
  web_navigation text check (length(web_navigation) <= 20000),
  tv_viewing text check (length(tv_viewing) <= 20000),
  device_identity text check (length(device_identity) <= 20000),
  device_telemetry text check (length(device_telemetry) <= 20000),
  usage text check (length(usage) <= 20000),
  -- The end of the case, at the latest.
  over_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, access_id) references loge.support_access (organization_id, id) on delete cascade,
  check (num_nonnulls(web_navigation, tv_viewing, device_identity, device_telemetry, usage) > 0)
);
create index support_data_of_access on loge.support_data (organization_id, access_id);
create index support_data_over on loge.support_data (organization_id, over_at);
select loge.secure('loge.support_data');
select loge.hide_restricted('loge.support_data', 'access_id');

-- What leads to whoever is restricted: their cases too. Whatever else leads there by then stays.
do $$
declare
  body text := (select prosrc from pg_proc where oid = 'loge.ids_of_restricted(boolean, uuid)'::regprocedure);
  grown text := replace(body, 'return people' || chr(10), 'return people
    || array(select s.id from loge.support_access s where s.organization_id = mine and s.person_id = any(people))'
    || chr(10));
begin
  if grown = body then
    raise exception 'ids_of_restricted reads otherwise than this migration knows';
  end if;
  execute format('create or replace function loge.ids_of_restricted(doors_only boolean, except_person uuid) returns uuid[]
    language plpgsql stable parallel safe security definer
    set search_path = loge, pg_temp
    set row_security = on
    as %L', grown);
end
$$;

alter table loge.role no force row level security;
update loge.role set permissions = array_append(permissions, 'support.use')
where built_in and code in ('administrator', 'dpo') and not permissions @> array['support.use'];
alter table loge.role force row level security;
