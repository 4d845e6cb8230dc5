-- A no empties the queue at once, wherever it was said: in what one reads of oneself, at the desk or by a link. What waits to
-- leave is left out in the transaction of the no, and not only when its turn comes.
create function loge.left_out_of_queue(org uuid, who uuid, words text, why text) returns void
language plpgsql set search_path = loge, pg_temp
as $$
begin
  update newsletter_copy c set state = 'left_out', code = why
  from subscription s
  where s.organization_id = org and s.person_id = who and (words is null or position(words in s.shown) > 0)
    and c.organization_id = s.organization_id and c.subscription_id = s.id and c.state = 'waiting';
end
$$;

-- What stood beside the box of a subscription holds the words of its consent.
create function loge.consent_taken_back() returns trigger
language plpgsql set search_path = loge, pg_temp
as $$
begin
  perform left_out_of_queue(new.organization_id, new.person_id, new.shown, 'not_agreed');
  return null;
end
$$;
create trigger consent_taken_back after update of withdrawn_at on loge.consent
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null)
  execute function loge.consent_taken_back();

-- Of a no to advertising a digest of the address stays, whatever becomes of the person; taking it back takes it along.
create function loge.marketing_refused() returns trigger
language plpgsql set search_path = loge, pg_temp
as $$
begin
  insert into suppression (organization_id, address_digest, since)
  select s.organization_id, s.address_digest, new.since from subscription s
  where s.organization_id = new.organization_id and s.person_id = new.person_id
  on conflict do nothing;
  perform left_out_of_queue(new.organization_id, new.person_id, null, 'objected');
  return null;
end
$$;
create trigger marketing_refused after insert on loge.objection
  for each row when (new.objected_to = 'marketing') execute function loge.marketing_refused();

-- Erased with its person, it stays: what deletes a subscription writes the digest again.
create function loge.marketing_allowed() returns trigger
language plpgsql set search_path = loge, pg_temp
as $$
begin
  delete from suppression x using subscription s
  where s.organization_id = old.organization_id and s.person_id = old.person_id and s.ended_at is null
    and x.organization_id = s.organization_id and x.address_digest = s.address_digest;
  return null;
end
$$;
create trigger marketing_allowed after delete on loge.objection
  for each row when (old.objected_to = 'marketing') execute function loge.marketing_allowed();
