-- Roles an organization makes for itself, and roles held until a moment.
alter table loge.role
  -- Null: a built-in role, whose name is in the texts of the product.
  add column name text check (length(name) between 1 and 100),
  add column version integer not null default 1,
  add column retired_at timestamptz,
  add constraint role_named check (built_in or name is not null);
alter table loge.role_assignment add column expires_at timestamptz;
