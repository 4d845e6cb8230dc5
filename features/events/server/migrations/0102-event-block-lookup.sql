-- Finds the block that seals an event.
create index event_block_until on loge.event_block (organization_id, until_xact, until_position);
