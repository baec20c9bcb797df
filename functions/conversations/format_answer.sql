create or replace function howdah.format_answer(message_id uuid)
  returns text
  language plpgsql
  stable
  security definer -- reads the message for its user
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_message howdah.messages;
  v_sources text;
begin
  perform from howdah.read_message(format_answer.message_id);
  select m.* into v_message
    from howdah.messages as m
   where m.tenant_id = v_tenant and m.id = format_answer.message_id;
  if v_message.status != 'complete' then
    return format('(%s%s)', v_message.status, coalesce(': ' || coalesce(v_message.error_message, v_message.error_code), ''));
  end if;
  select string_agg(
           format('  [%s] %s%s%s', s.source_number, s.source, coalesce(' > ' || nullif(s.heading, ''), ''),
             coalesce(' (page ' || s.page || ')', '')),
           E'\n' order by s.source_number)
    into v_sources
    from howdah.message_sources(v_message.id) as s
   where s.is_cited;
  return v_message.content
    || coalesce(E'\n\nSources\n' || v_sources, '')
    || format(E'\n\n%s tokens, %s, %s ms, %s',
         coalesce(v_message.tokens_used::text, 'unknown'),
         coalesce(trim_scale(round(v_message.cost_cents, 6)) || ' cents', 'price unknown'),
         coalesce(v_message.latency_ms::text, '?'),
         (select o.provider || '/' || o.name from howdah.models as o where o.id = v_message.model_id));
end
$$;
comment on function howdah.format_answer(uuid) is
  'An answer as text for a person: content, numbered sources, tokens, cost in US cents, latency, model. Raises PT404.';
