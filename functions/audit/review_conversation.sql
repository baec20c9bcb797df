create or replace function howdah.review_conversation(conversation_id uuid)
  returns table (
    message_id uuid,
    parent_id uuid,
    seq bigint,
    is_shown boolean,
    role text,
    content text,
    parts jsonb,
    status text,
    error_code text,
    reasons text[],
    model text,
    prompt text,
    prompt_version integer,
    cached boolean,
    cost_cents numeric,
    latency_ms integer,
    sources jsonb,
    scores jsonb,
    user_id text,
    created_at timestamptz
  )
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.reviewing_tenant();
  v_conversation howdah.conversations;
  v_shown uuid[];
begin
  if review_conversation.conversation_id is null then
    raise exception 'conversation_id is required'
      using errcode = '22004', hint = 'howdah.answers_to_review returns ids of conversations.';
  end if;
  select c.* into v_conversation
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = review_conversation.conversation_id;
  if not found then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Pass the id of a conversation of the tenant that howdah.act_as has set.';
  end if;
  if (v_conversation.user_id = howdah.current_user_id()) is not true then
    perform howdah_internal.log_review(v_tenant, v_conversation.id);
  end if;
  v_shown := howdah_internal.branch_messages(v_tenant, v_conversation.head_message_id, 10000);
  return query
  select m.id, m.parent_id, m.seq, m.id = any (v_shown), m.role, m.content, m.parts, m.status, m.error_code,
         case m.role when 'assistant' then howdah_internal.review_reasons(m) end,
         coalesce(o.provider || '/' || o.name, m.model), v.prompt, v.version, m.cached, m.cost_cents, m.latency_ms,
         s.sources, f.scores, m.user_id, m.created_at
    from howdah.messages as m
    left join howdah.models as o on o.id = m.model_id
    left join howdah_internal.prompt_versions as v
      on v.tenant_id = v_tenant and v.id = m.prompt_version_id
   cross join lateral (
     select jsonb_agg(jsonb_build_object(
              'source_number', c.position, 'source', c.source, 'title', c.title, 'heading', c.heading, 'page', c.page,
              'document_id', c.document_id, 'document_version', c.document_version, 'score', c.score,
              'is_cited', c.is_cited, 'content', k.content) order by c.position) as sources
       from howdah_internal.message_citations as c
       -- Another text under the same id is not what the answer was given.
       left join howdah.chunks as k
         on k.tenant_id = v_tenant and k.id = c.chunk_id
        and sha256(convert_to(k.content, 'UTF8')) = c.content_hash
      where c.tenant_id = v_tenant and c.message_id = m.id
   ) as s
   cross join lateral (
     select jsonb_agg(jsonb_build_object(
              'rater_kind', r.rater_kind, 'rater', r.rater, 'score', r.score, 'comment', r.comment,
              'created_at', r.created_at) order by r.created_at, r.rater_kind, r.rater) as scores
       from howdah.feedback as r
      where r.tenant_id = v_tenant and r.message_id = m.id
   ) as f
   where m.tenant_id = v_tenant and m.conversation_id = v_conversation.id
   order by m.seq;
end
$$;
comment on function howdah.review_conversation is
  'A whole conversation of anybody of the tenant, all its branches in the order they were written (is_shown: the one '
  'its user sees), each answer with the sources it was given and their text (content is null where the document has '
  'changed or is gone; message_request has it for message_request_days), scores, and what there is against it. Leaves '
  'a row in the access log. For reviewers, as a user. Raises 28000, 22004, PT404, 25006. Example: select role, '
  'content, sources from howdah.review_conversation(:conversation).';
grant execute on function howdah.review_conversation to howdah_reviewer;
