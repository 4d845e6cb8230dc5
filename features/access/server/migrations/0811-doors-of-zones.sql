-- The doors of a zone may change. Each version of its rules keeps those it held for; null: those of the zone, which were
-- never others until they change for the first time.

alter table loge.zone_rules add column entrance_ids jsonb;
