create or replace function howdah_internal.column_expression(relation regclass, name text, is_text boolean)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_base oid;
begin
  if name is null then
    return null;
  end if;
  if howdah_internal.own_types(relation, array[name]) = '{}' then
    return format(case when is_text then 't.%I::text' else 't.%I' end, name);
  end if;
  -- A domain is read as what it is made of, which runs nothing; all else as it prints, since a cast may be somebody's.
  select t.typbasetype into v_base
    from pg_attribute as a
    join pg_type as t on t.oid = a.atttypid
   where a.attrelid = relation and a.attname = name and t.typbasetype between 1 and 16383;
  if found then
    return format(case when is_text then 't.%I::%s::text' else 't.%I::%s' end, name, format_type(v_base, null));
  end if;
  return format('case when num_nonnulls(t.%1$I) = 1 then format(''%%s'', t.%1$I) end', name);
end
$$;
comment on function howdah_internal.column_expression is
  'SQL that reads a column of t, as text or as it is, without running a function of its type''s owner.';
