drop function if exists howdah_internal.key_of_row(record, text[]);
create or replace function howdah_internal.key_of_row(table_row record, relation regclass, columns text[])
  returns jsonb
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_key jsonb;
begin
  execute format('select %s', howdah_internal.key_expression(key_of_row.relation, key_of_row.columns, '($1)'))
    into v_key
    using table_row;
  return v_key;
end
$$;
comment on function howdah_internal.key_of_row is 'These columns of a row as a json array; no other column is read.';
