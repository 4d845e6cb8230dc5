-- Whoever wants to reproduce what belongs to the operator asks, and is answered in writing: no right over data, a message all the same.
alter table loge.contact_message drop constraint contact_message_subject_check;
alter table loge.contact_message add constraint contact_message_subject_check
  check (subject in ('service', 'offers', 'work', 'press', 'law', 'permission'));
