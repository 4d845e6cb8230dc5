-- Anybody may ask for the safeguards under which data go to another country (GDPR art. 13(1)(f), 15(2)): a request like any other,
-- answered with the document itself, in which what is confidential is blacked out.
alter table loge.privacy_request drop constraint privacy_request_right_check;
alter table loge.privacy_request add constraint privacy_request_right_check
  check ("right" in ('information', 'access', 'rectification', 'completion', 'erasure', 'restriction',
    'portability', 'portability_to_third_party', 'objection', 'objection_to_marketing', 'consent_withdrawal', 'post_mortem',
    'automated_decision', 'complaint_information', 'safeguards', 'question'));
alter table loge.request_file drop constraint request_file_kind_check;
alter table loge.request_file add constraint request_file_kind_check check (kind in ('letter', 'proof', 'enclosure'));
