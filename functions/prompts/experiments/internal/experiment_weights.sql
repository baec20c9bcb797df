create or replace function howdah_internal.experiment_weights(weights jsonb)
  returns table (version integer, weight integer)
  language plpgsql
  immutable
as $$
#variable_conflict use_column
begin
  if experiment_weights.weights is null then
    raise exception 'weights is null'
      using errcode = '22004', hint = 'Pass a weight for each version, such as {"1": 90, "2": 10}.';
  end if;
  if jsonb_typeof(experiment_weights.weights) != 'object'
     or (select count(*) from jsonb_object_keys(experiment_weights.weights)) not between 2 and 100
     or exists (
       select from jsonb_each(experiment_weights.weights) as w (key, value)
        where w.key !~ '^[1-9][0-9]{0,8}$'
           or case jsonb_typeof(w.value) when 'number' then w.value::numeric < 0 else true end
     )
     or (select sum(w.value::numeric) from jsonb_each(experiment_weights.weights) as w (key, value)) = 0 then
    raise exception 'weights does not split the traffic among 2 to 100 versions'
      using errcode = '22023',
            hint = 'Pass a weight for each version, such as {"1": 90, "2": 10}; the sum is up to you.';
  end if;
  -- Largest remainder: each gets its whole part, the largest fractions one more, until 10,000 are given away.
  return query
  with exact as (
    select w.key::integer as version,
           w.value::numeric * 10000 / sum(w.value::numeric) over () as share
      from jsonb_each(experiment_weights.weights) as w (key, value)
  ),
  ranked as (
    select e.version, floor(e.share)::integer as whole,
           row_number() over (order by e.share - floor(e.share) desc, e.version) as place,
           10000 - sum(floor(e.share)) over () as left_over
      from exact as e
  )
  select r.version, r.whole + (r.place <= r.left_over)::integer
    from ranked as r
   order by r.version;
end
$$;
comment on function howdah_internal.experiment_weights is
  'Weights by version as ten-thousandths that add up to 10,000 exactly. Raises 22004, 22023.';
