-- A letter that tells somebody on which day what is kept of them goes.
alter table loge.out_letter drop constraint out_letter_kind_check;
alter table loge.out_letter add constraint out_letter_kind_check
  check (kind in ('answer', 'notice', 'decision', 'ending'));
