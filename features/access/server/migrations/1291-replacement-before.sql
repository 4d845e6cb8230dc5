-- What the successor was before it took the place: its state, kind, place, and the settings wanted of it, to be put back.
alter table loge.replacement add column before jsonb;
