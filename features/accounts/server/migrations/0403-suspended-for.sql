-- Nobody is locked out without a written reason: which article of the terms, and what happened. Nulls once they are let in again.
alter table loge.account
  add column suspended_at timestamptz,
  add column suspension_article text,
  add column suspension_reason text;
