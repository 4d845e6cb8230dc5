-- One more document: what whoever works with the data of others signs first.

alter table loge.document_version drop constraint document_version_document_check;
alter table loge.document_version add constraint document_version_document_check
  check (document in ('terms', 'privacy_policy', 'cookie_policy', 'legal_notice', 'confidentiality'));
