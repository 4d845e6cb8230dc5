-- Who reviewed an opening may be over before the opening is: then who it was goes, and that it was reviewed stays.

alter table loge.glass_break drop constraint glass_break_check;
alter table loge.glass_break add constraint glass_break_reviewed_whole
  check ((reviewed_at is null) = (conclusion is null) and (reviewed_by is null or reviewed_at is not null));
