-- Set by a restore for every edge: what it holds may come from days that the server no longer knows. Its first word
-- says up to which version, and the site goes on above it (docs/decisions/0009-a-restore-goes-on-above.md).
alter table loge.edge add column knows_more boolean not null default false;
