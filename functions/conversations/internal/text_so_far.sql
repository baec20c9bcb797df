create or replace function howdah_internal.text_so_far(message howdah.messages)
  returns text
  language plpgsql
  stable
as $$
begin
  return coalesce((
    select string_agg(d.content, '' order by d.from_char)
      from howdah_internal.message_deltas as d
     where d.tenant_id = (message).tenant_id and d.message_id = (message).id
  ), '');
end
$$;
comment on function howdah_internal.text_so_far is
  'What was written of an answer while it streams.';
