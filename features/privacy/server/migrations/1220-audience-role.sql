-- Whoever counts visits reads no person: a role of the database that has the sums and nothing else.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = 'loge_audience') then
      create role loge_audience nologin nobypassrls;
    end if;
  exception when duplicate_object or unique_violation then
    null; -- Another database of this server was migrated at the same moment.
  end;
  -- The application becomes it for the rest of a transaction, as it became loge_app at its beginning.
  begin
    if not pg_has_role('loge_app', 'loge_audience', 'member') then
      grant loge_audience to loge_app;
    end if;
  exception
    when unique_violation then
      null; -- Granted by the other one.
    when insufficient_privilege then
      raise exception 'an administrator must first run: create role loge_audience; grant loge_audience to loge_app';
  end;
end
$$;
grant usage on schema loge to loge_audience;
grant execute on function loge.current_organization() to loge_audience;
grant select, insert, update, delete on loge.audience_count to loge_audience;
