create or replace function howdah_internal.left_out_parts(parts jsonb, input_kinds text[])
  returns jsonb
  language plpgsql
  immutable
as $$
begin
  return (
    select coalesce(jsonb_agg(p.value ->> 'type' || coalesce(' ' || (p.value ->> 'name'), '') order by p.n), '[]')
      from jsonb_array_elements(left_out_parts.parts) with ordinality as p (value, n)
     where p.value ->> 'type' in ('image', 'file') and p.value ->> 'type' != all (left_out_parts.input_kinds));
end
$$;
comment on function howdah_internal.left_out_parts is
  'The images and files of a message that a model is not sent, because it does not take them.';
