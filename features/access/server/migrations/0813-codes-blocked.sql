-- Where an edge takes no code after too many wrong ones: at one door, or (told at the last of them) over its site.
-- It ends by itself; a row whose end has passed says nothing.
create table loge.entrance_codes_blocked (
  organization_id uuid not null,
  entrance_id uuid not null,
  scope text not null check (scope in ('door', 'site')),
  tries integer not null check (tries > 0),
  since timestamptz not null,
  until timestamptz not null check (until > since),
  primary key (organization_id, entrance_id, scope),
  foreign key (organization_id, entrance_id) references loge.entrance (organization_id, id)
);
select loge.secure('loge.entrance_codes_blocked');
