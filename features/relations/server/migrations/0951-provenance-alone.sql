-- Whoever wrote, subscribed or applied is counted from that. Of somebody kept by staff nothing else tells a day.
alter table loge.provenance add column alone_since timestamptz;
