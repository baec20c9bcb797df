create or replace function howdah_internal.explain_filter(collection text, filter jsonb, path text[] default '{}')
  returns void
  language plpgsql
  stable
  security definer -- tenant and owner are explicit predicates here
  set search_path from current
as $$
declare
  v_most constant integer := 10000;
  v_term record;
  v_value jsonb;
  v_kinds text[];
  v_count integer;
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_audiences bigint[] := howdah_internal.audiences_of(v_tenant, v_user);
begin
  for v_term in
    select t.* from howdah_internal.filter_terms(explain_filter.filter, explain_filter.path) as t
  loop
    if v_term.operator in ('or', 'nested') then
      for v_value in
        select e.value
          from jsonb_array_elements(
            case v_term.operator when 'or' then v_term.value else jsonb_build_array(v_term.value) end) as e (value)
      loop
        perform howdah_internal.explain_filter(explain_filter.collection, v_value, v_term.path);
      end loop;
    end if;
    continue when v_term.operator in ('or', 'nested', 'exists')
      or v_term.path <@ array['source', 'language', 'document_id', 'created_at'] and cardinality(v_term.path) = 1;
    execute format($sql$
      select array_agg(distinct k.kind) filter (where k.kind is not null), count(*)
        from (
          (select d.metadata from howdah.documents as d
            where d.tenant_id = $1 and ($2 = '*' or d.collection = $2)
              and howdah_internal.may_read(d.owner_id, d.audience_id, $3, $5)
            limit $4 + 1)
          union all
          (select c.metadata from howdah.chunks as c
            where c.tenant_id = $1 and ($2 = '*' or c.collection = $2)
              and howdah_internal.may_read(c.owner_id, c.audience_id, $3, $5) and c.metadata != '{}'
            limit $4 + 1)
        ) as m
       cross join lateral (select %1$s as value offset 0) as v
       cross join lateral (
         select jsonb_typeof(v.value) as kind where jsonb_typeof(v.value) is distinct from 'array'
         union all
         select jsonb_typeof(e.value)
           from jsonb_array_elements(case when jsonb_typeof(v.value) = 'array' then v.value else '[]' end) as e (value)
       ) as k$sql$, howdah_internal.metadata_value('m.metadata', v_term.path))
      into v_kinds, v_count
      using v_tenant, coalesce(explain_filter.collection, 'default'), v_user, v_most, v_audiences;
    -- Of more documents nothing is said: looking would cost more than the search.
    continue when v_count > v_most;
    if v_kinds is null then
      raise notice 'no document has the filter''s key "%"', array_to_string(v_term.path, '.')
        using hint = 'Keys are those of the metadata, or source, language, document_id, created_at.';
    elsif not v_kinds @> array[jsonb_typeof(case jsonb_typeof(v_term.value)
            when 'array' then v_term.value -> 0 else v_term.value end)] then
      raise notice 'the filter compares the key "%" with a %, and no document has one there',
        array_to_string(v_term.path, '.'), jsonb_typeof(v_term.value)
        using hint = format('There it is %s: 3 is not "3".', array_to_string(v_kinds, ' or '));
    end if;
  end loop;
end
$$;
comment on function howdah_internal.explain_filter is
  'Says in a NOTICE where a filter that found nothing has a key that no document has, or a value of another type.';
grant execute on function howdah_internal.explain_filter to howdah_app;
