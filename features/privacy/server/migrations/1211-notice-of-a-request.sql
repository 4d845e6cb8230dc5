-- The register whose notice could be read beside the form, or was in force, when a request came in.
alter table loge.privacy_request add column notice_hash text check (notice_hash ~ '^[0-9a-f]{64}$');

-- A notice is named by its digest, and nothing else is one.
alter table loge.provenance add constraint provenance_notice check (notice_hash ~ '^[0-9a-f]{64}$');
