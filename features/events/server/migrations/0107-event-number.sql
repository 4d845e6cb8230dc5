-- Somebody quotes an event by its number: found without reading the log.
create index event_number on loge.event (organization_id, position);
