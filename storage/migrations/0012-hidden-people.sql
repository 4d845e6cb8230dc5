-- Whose rows an ordinary question does not see. Which those are, a later feature says; until then nobody is hidden.

create function loge.hidden_ids() returns uuid[]
language sql stable parallel safe
return '{}'::uuid[];

-- Leaves the rows that lead to hidden people out of every question and every change; new ones may be stored. `leads` are
-- columns with an id. The list is made once a question, not once a row.
create function loge.hide_restricted(target regclass, variadic leads text[]) returns void
language plpgsql as $$
begin
  execute format('create policy restriction on %s as restrictive using (%s) with check (true)', target,
    (select string_agg(format('(%I = any ((select loge.hidden_ids())::uuid[])) is not true', lead), ' and ' order by place)
     from unnest(leads) with ordinality l (lead, place)));
end
$$;
revoke all on function loge.hide_restricted(regclass, text[]) from public;
