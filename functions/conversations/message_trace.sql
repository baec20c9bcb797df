create or replace function howdah.message_trace(message_id uuid)
  returns table (
    seq integer,
    kind text,
    call text,
    model text,
    status text,
    started_at timestamptz,
    duration_ms bigint,
    input_tokens integer,
    output_tokens integer,
    is_estimated boolean,
    cost_cents numeric,
    held_cents numeric,
    error_code text,
    error_message text,
    request jsonb,
    result jsonb
  )
  language plpgsql
  volatile -- a look of others is noted
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.reviewed_message(message_trace.message_id);
begin
  return query
  select s.seq, s.kind, s.call, m.provider || '/' || m.name, s.status, s.started_at,
         (extract(epoch from s.ended_at - s.started_at) * 1000)::bigint, u.input_tokens, u.output_tokens,
         u.is_estimated, u.cost_cents, s.held_cents, s.error_code, s.error_message,
         case when s.started_at > howdah.now() - make_interval(days => howdah.setting('message_request_days')::integer)
           then s.request end,
         s.facts
    from howdah_internal.message_steps as s
    left join howdah.models as m on m.id = s.model_id
    left join howdah.llm_usage as u
      on u.tenant_id = s.tenant_id and u.call_id = s.message_id and u.attempt = s.seq and u.created_at = s.started_at
   where s.tenant_id = v_message.tenant_id and s.message_id = v_message.id
   order by s.seq;
end
$$;
comment on function howdah.message_trace is
  'The calls that made an answer, in order, each attempt a row: kind (rewrite, embed, rerank, answer, repair), status '
  '(calling, done, failed, cancelled, crashed, refused), what was sent (kept for message_request_days), what came back '
  'beside the text, tokens, cost and what was held for it in US cents. For the user''s own messages; for reviewer and '
  'administrator those of the tenant, with a row in the access log. Raises 28000, 22004, PT404, 25006. Example: '
  'select seq, kind, status, cost_cents from howdah.message_trace(:message).';
grant execute on function howdah.message_trace to howdah_app, howdah_admin, howdah_reviewer;
