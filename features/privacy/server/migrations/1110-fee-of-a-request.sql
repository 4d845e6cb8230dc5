-- A fee is told before any work, in a letter of its own kind.
alter table loge.privacy_letter drop constraint privacy_letter_kind_check;
alter table loge.privacy_letter add constraint privacy_letter_kind_check
  check (kind in ('acknowledgement', 'question', 'extension', 'answer', 'refusal', 'withdrawal', 'fee'));
