-- What somebody has to do about a contract with a recipient: it ends soon, it is over, or a transfer was stopped for it.
create table loge.contract_task (
  organization_id uuid not null references loge.organization (id),
  -- Id of the register.
  recipient text not null,
  -- What is missing of the contract, or that it ends.
  code text not null check (code ~ '^[a-z_]{1,60}$'),
  -- The last day of the contract it is about, so that the next one has tasks of its own; empty where none is written down.
  until text not null check (until = '' or until ~ '^\d{4}-\d\d-\d\d$'),
  -- Transfers that were stopped for it.
  stopped integer not null default 0 check (stopped >= 0),
  first_at timestamptz not null,
  last_at timestamptz not null check (last_at >= first_at),
  primary key (organization_id, recipient, code, until)
);
select loge.secure('loge.contract_task');
