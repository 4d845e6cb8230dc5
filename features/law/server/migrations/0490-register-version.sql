-- The register of processing of an organization, version after version. At most one is a draft; what was published stays
-- as it was, since people were told it. Which one is in force follows from the hour alone.
create table loge.register_version (
  organization_id uuid not null,
  number integer not null check (number > 0),
  content jsonb not null,
  -- SHA-256 of the content as canonical JSON (RFC 8785), in hexadecimal.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null,
  -- Who recorded it last; nobody when a command did, or once that account is gone.
  account_id uuid,
  published_at timestamptz,
  effective_at timestamptz,
  primary key (organization_id, number),
  check ((published_at is null) = (effective_at is null)),
  check (effective_at >= published_at),
  foreign key (organization_id, account_id) references loge.account (organization_id, id) on delete set null (account_id)
);
create unique index register_draft_once on loge.register_version (organization_id) where published_at is null;
create index register_in_force on loge.register_version (organization_id, effective_at desc, number desc);

create function loge.keep_published_register() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and (tg_op = 'DELETE' or
    (new.number, new.content, new.hash, new.recorded_at, new.published_at, new.effective_at)
      is distinct from (old.number, old.content, old.hash, old.recorded_at, old.published_at, old.effective_at))
  then
    raise exception 'a published register stays as it was';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger keep_published_register before update or delete on loge.register_version
  for each row execute function loge.keep_published_register();
select loge.secure('loge.register_version');
