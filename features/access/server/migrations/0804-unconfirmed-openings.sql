-- Openings a lock took the order for and never confirmed, since it last confirmed one or somebody looked.
-- No row: nothing is doubted.
create table loge.entrance_unconfirmed (
  organization_id uuid not null,
  entrance_id uuid not null,
  times integer not null check (times > 0),
  since timestamptz not null,
  last_at timestamptz not null,
  primary key (organization_id, entrance_id),
  foreign key (organization_id, entrance_id) references loge.entrance (organization_id, id)
);
select loge.secure('loge.entrance_unconfirmed');
