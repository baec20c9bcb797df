create or replace function howdah_internal.key_of_row(table_row record, columns text[])
  returns jsonb
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_key jsonb;
begin
  execute format('select jsonb_build_array(%s)', (
    select string_agg(format('($1).%I', c.name), ', ' order by c.n)
      from unnest(columns) with ordinality as c (name, n)))
    into v_key
    using table_row;
  return v_key;
end
$$;
comment on function howdah_internal.key_of_row is 'These columns of a row as a json array; no other column is read.';
