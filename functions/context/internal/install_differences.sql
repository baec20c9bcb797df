create or replace function howdah_internal.install_differences()
  returns table (object text, difference text, is_redefined boolean)
  language plpgsql
  stable
as $$
begin
  return query
  select i.object, concat_ws(' and ',
           case
             when f.object is null then 'is missing'
             when f.state is distinct from i.state then format('is %s, not %s',
               coalesce(nullif(f.state, ''), 'granted to nobody'), coalesce(nullif(i.state, ''), 'granted to nobody'))
           end,
           case when d.is_redefined then 'is another one' end),
         d.is_redefined
    from howdah_internal.installed_facts as i
    left join howdah_internal.install_facts() as f using (object)
   cross join lateral (
     -- Printed by the same PostgreSQL: what an upgrade of the server prints anew has not changed.
     select coalesce(f.definition != i.definition
              and split_part(f.definition, ' ', 1) = split_part(i.definition, ' ', 1), false) as is_redefined
   ) as d
   where f.object is null or f.state is distinct from i.state or d.is_redefined;
end
$$;
comment on function howdah_internal.install_differences is
  'What is not as the last install left it; what is your own does not count.';
