create or replace function howdah.format_answer(message_id uuid)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.find_message(format_answer.message_id);
  v_sources text;
begin
  if v_message.status != 'complete' then
    return format('(%s)', concat_ws(': ', v_message.status, coalesce(v_message.error_message, v_message.error_code)));
  end if;
  select string_agg(
           format('  [%s] %s%s%s', s.source_number, s.source, coalesce(' > ' || nullif(s.heading, ''), ''),
             coalesce(' (page ' || s.page || ')', '')),
           E'\n' order by s.source_number)
    into v_sources
    from howdah.message_sources(v_message.id) as s
   where s.is_cited;
  return concat_ws(E'\n\n', nullif(v_message.content, ''), (
      select string_agg(format('Calls %s %s', p ->> 'name', p ->> 'arguments'), E'\n' order by position)
        from jsonb_array_elements(v_message.parts) with ordinality as e (p, position)
       where p ->> 'type' = 'tool_call'))
    || coalesce(E'\n\nSources\n' || v_sources, '')
    || coalesce(E'\n\n' || (
         select 'No source has the number ' || string_agg(n::text, ', ')
           from unnest(howdah_internal.unknown_citations(v_message, v_message.content)) as n), '')
    || format(E'\n\n%s tokens, %s, %s, %s',
         coalesce(v_message.tokens_used::text, 'unknown'),
         coalesce(trim_scale(round(v_message.cost_cents, 6)) || ' cents', 'price unknown'),
         case when v_message.cached then 'from the cache'
           else coalesce(v_message.latency_ms || ' ms', 'latency unknown') end,
         (select o.provider || '/' || o.name from howdah.models as o where o.id = v_message.model_id));
end
$$;
comment on function howdah.format_answer is
  'An answer as text for a person: content, numbered sources, tokens, cost in US cents, latency, model. Raises 28000, '
  '22004, PT404. Example: select howdah.format_answer(:message).';
grant execute on function howdah.format_answer to howdah_app;
