create or replace function howdah_internal.rollup_insert(rollup text, source text)
  returns text
  language plpgsql
  stable
as $$
declare
  v_relation regclass := ('howdah_internal.' || quote_ident(rollup_insert.rollup))::regclass;
  v_keys text;
  v_measures text;
  v_sums text;
  v_merged text;
begin
  select string_agg(a.attname, ', ' order by a.attnum) filter (where k.is_key),
         string_agg(a.attname, ', ' order by a.attnum) filter (where not k.is_key),
         string_agg(format('%s(s.%I)', coalesce(e.aggregate, 'sum'), a.attname), ', ' order by a.attnum)
           filter (where not k.is_key),
         string_agg(
           format('%1$I = ' || coalesce(e.merge || '(t.%1$I, excluded.%1$I)', 't.%1$I + excluded.%1$I'), a.attname),
           ', ' order by a.attnum) filter (where not k.is_key)
    into v_keys, v_measures, v_sums, v_merged
    from pg_attribute as a
    join pg_index as i on i.indrelid = a.attrelid and i.indisprimary
   cross join lateral (select a.attnum = any (i.indkey) as is_key) as k
    left join (values ('first_call_at', 'min', 'least'), ('last_call_at', 'max', 'greatest'))
           as e (name, aggregate, merge)
      on e.name = a.attname
   where a.attrelid = v_relation and a.attnum > 0 and not a.attisdropped;
  return format(
    'insert into %1$s as t (%2$s, %3$s) select %2$s, %4$s from %5$s as s group by %2$s
       on conflict (%2$s) do update set %6$s',
    v_relation, v_keys, v_measures, v_sums, rollup_insert.source, v_merged);
end
$$;
comment on function howdah_internal.rollup_insert is
  'The statement that adds rows of source, which has the same columns, to a roll-up: its primary key is what is '
  'grouped by, the rest are sums, or the first and the last time.';
