-- The day on which a paper form came in, and how old a child is: both as civil days, `2026-11-05`.
alter table loge.person
  add column born_on text check (born_on ~ '^\d{4}-\d{2}-\d{2}$'),
  add column form_received_on text check (form_received_on ~ '^\d{4}-\d{2}-\d{2}$');
