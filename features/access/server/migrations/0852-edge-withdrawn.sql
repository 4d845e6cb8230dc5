-- An edge that was taken out of service may still hold its snapshot: only its own word says that it opens no door by it
-- any more. The revision is what whoever revokes it has seen.
alter table loge.edge
  add column withdrawn_at timestamptz,
  add column revision integer not null default 1;
