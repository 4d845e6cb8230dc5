-- Of a plate: HMAC-SHA-256 of it as a camera may read it, so that a door may take it for the one it looks like. Plates
-- kept before have none, since nobody knows what they were: they open as they are written until they are entered anew.

alter table loge.credential_secret add column look_alike text check (look_alike ~ '^[0-9a-f]{64}$');
create index credential_secret_look_alike on loge.credential_secret (organization_id, site_id, look_alike)
  where look_alike is not null;
