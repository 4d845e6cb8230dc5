-- From where a session was opened, and in which language the browser asked: the person sees it beside their own sessions.
-- Of a browser no more is kept than its family and that of its system (`device`).
alter table loge.session
  add column network text check (length(network) between 1 and 45),
  add column language text check (language in ('en', 'fr'));
