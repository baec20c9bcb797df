create or replace function howdah_internal.with_part_data(tenant text, request jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_place record;
  v_request jsonb := with_part_data.request;
begin
  for v_place in
    select array['messages', (m.n - 1)::text, 'content', (c.n - 1)::text] || u.path as path,
           string_to_array(c.value #>> u.path, '/') as named
      from jsonb_array_elements(with_part_data.request -> 'messages') with ordinality as m (value, n)
     cross join jsonb_array_elements(
       case jsonb_typeof(m.value -> 'content') when 'array' then m.value -> 'content' end)
       with ordinality as c (value, n)
     cross join (values (array['image_url', 'url']), (array['file', 'file_data'])) as u (path)
     where starts_with(c.value #>> u.path, 'howdah:part/')
  loop
    v_request := jsonb_set(v_request, v_place.path, coalesce((
      select m.parts #> array[v_place.named[3], 'url']
        from howdah.messages as m
       where m.tenant_id = with_part_data.tenant and m.id = v_place.named[2]::uuid), '""'));
  end loop;
  return v_request;
end
$$;
comment on function howdah_internal.with_part_data is
  'A request with the images and files that it names: they are written down in their messages alone, not in every '
  'request that they are sent with.';
