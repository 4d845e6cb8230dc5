-- Somebody the organization works with is a partner: a relation of its own, beside those it merely calls on.
alter table loge.relation drop constraint relation_kind_check;
alter table loge.relation add constraint relation_kind_check
  check (kind in ('staff', 'candidate', 'contact', 'partner'));
