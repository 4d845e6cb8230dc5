-- Drivers say in words why something could not be read.
alter table loge.unknown_payload drop constraint unknown_payload_why_check;
alter table loge.unknown_payload add constraint unknown_payload_why_check check (length(why) <= 200);
