create or replace function howdah_internal.first_count(counts jsonb, names text[])
  returns integer
  language plpgsql
  immutable
as $$
begin
  return (
    select (first_count.counts ->> n.name)::integer
      from unnest(first_count.names) with ordinality as n (name, position)
     where first_count.counts ? n.name
     order by n.position
     limit 1
  );
end
$$;
comment on function howdah_internal.first_count is
  'The first of these counts that is there.';
