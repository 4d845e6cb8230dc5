-- What tells one badge from another on a screen: a name somebody gave it, or how its number ends. Never the whole number.
alter table loge.credential add column label text check (length(label) between 1 and 60);
