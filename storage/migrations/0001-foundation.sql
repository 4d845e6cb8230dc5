-- The ground every other table stands on: the application's role, organizations, and the walls between them.

create schema if not exists loge;

-- Roles belong to the whole server, so another database of it may have made this one already.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = 'loge_app') then
      create role loge_app nologin nobypassrls;
    end if;
  exception when duplicate_object or unique_violation then
    null; -- Another database of this server was migrated at the same moment.
  end;
  -- The application signs in as this user and becomes loge_app inside each transaction.
  begin
    execute format('grant loge_app to %I', current_user);
  exception when insufficient_privilege then
    if not pg_has_role(current_user, 'loge_app', 'member') then
      raise exception 'an administrator must first run: grant loge_app to %', quote_ident(current_user);
    end if;
  end;
end
$$;

grant usage on schema loge to loge_app;

-- Null outside an organization, and nothing equals null: without an organization no row is seen.
create function loge.current_organization() returns uuid
language sql stable parallel safe
return nullif(current_setting('loge.organization_id', true), '')::uuid;

-- Puts a table behind the wall. A partition is walled too but granted to nobody: it is reached through its parent.
create function loge.secure(target regclass) returns void
language plpgsql as $$
declare
  part regclass;
begin
  for part in
    select target
    union
    select relid from pg_partition_tree(target)
  loop
    execute format('alter table %s enable row level security', part);
    execute format('alter table %s force row level security', part);
    if not exists (select from pg_policy where polrelid = part and polname = 'organization') then
      execute format(
        'create policy organization on %s using (organization_id = loge.current_organization())'
        ' with check (organization_id = loge.current_organization())', part);
    end if;
  end loop;
  if not (select relispartition from pg_class where oid = target) then
    execute format('grant select, insert, update, delete on %s to loge_app', target);
  end if;
end
$$;
revoke all on function loge.secure(regclass) from public;

create table loge.organization (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 60),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now()
);
alter table loge.organization enable row level security;
alter table loge.organization force row level security;
create policy organization on loge.organization
  using (id = loge.current_organization()) with check (id = loge.current_organization());
-- The one question that crosses organizations is asked by the owner, on behalf of the application.
create policy directory on loge.organization for select to current_user using (true);
grant select, insert, update on loge.organization to loge_app;

create function loge.list_organizations() returns table (id uuid, slug text, name text)
language sql stable security definer
set search_path = loge, pg_temp
set row_security = on
as $$ select id, slug, name from loge.organization $$;
revoke all on function loge.list_organizations() from public;
grant execute on function loge.list_organizations() to loge_app;
