drop function if exists howdah.conversation_messages(uuid, integer, uuid);
create or replace function howdah.conversation_messages(
  conversation_id uuid,
  max_messages double precision default 200,
  before_message_id uuid default null
)
  returns table (
    message_id uuid,
    parent_id uuid,
    role text,
    content text,
    content_json jsonb,
    parts jsonb,
    status text,
    sibling_index integer,
    sibling_count integer,
    model text,
    prompt text,
    prompt_version integer,
    input_tokens integer,
    output_tokens integer,
    cost_cents numeric,
    latency_ms integer,
    first_token_ms integer,
    cached boolean,
    finish_reason text,
    error_code text,
    citations jsonb,
    score numeric,
    created_at timestamptz,
    completed_at timestamptz
  )
  language plpgsql
  stable
  security definer
  set search_path from current
  set jit = off -- compiling costs more than reading a branch
as $$
#variable_conflict use_column
declare
  v_max_messages integer := howdah_internal.whole(
    'max_messages', coalesce(conversation_messages.max_messages, 200));
  v_conversation howdah.conversations := howdah_internal.find_conversation(conversation_messages.conversation_id);
  v_tenant text := v_conversation.tenant_id;
  v_user text := howdah.current_user_id();
  v_last uuid := v_conversation.head_message_id;
begin
  if v_max_messages not between 1 and 10000 then
    raise exception 'max_messages is out of range' using errcode = '22023', hint = 'Pass 1 to 10000.';
  end if;
  if conversation_messages.before_message_id is not null then
    v_last := (
      select m.parent_id from howdah.messages as m
       where m.tenant_id = v_tenant and m.id = conversation_messages.before_message_id
         and m.conversation_id = v_conversation.id
    );
  end if;
  return query
  select m.id, m.parent_id, m.role, m.content, m.content_json, m.parts, m.status, s.place::integer, s.total::integer,
         o.provider || '/' || o.name, v.prompt, v.version, m.input_tokens, m.output_tokens, m.cost_cents, m.latency_ms,
         m.first_token_ms, m.cached, m.finish_reason, m.error_code, k.citations, f.score, m.created_at, m.completed_at
    from unnest(howdah_internal.branch_messages(v_tenant, v_last, v_max_messages))
      with ordinality as b (id, n)
   cross join lateral (
     select i.* from howdah.messages as i where i.tenant_id = v_tenant and i.id = b.id limit 1
   ) as m
   cross join lateral (
     select count(*) filter (where i.seq <= m.seq) as place, count(*) as total
       from (
         select c.seq from howdah.messages as c where c.tenant_id = v_tenant and c.parent_id = m.parent_id
         union all
         -- First messages have no parent to be looked up by.
         select c.seq from howdah.messages as c
          where c.tenant_id = v_tenant and c.conversation_id = m.conversation_id and c.parent_id is null
            and m.parent_id is null
       ) as i
   ) as s
    left join howdah.models as o on o.id = m.model_id
    left join lateral (
      select p.prompt, p.version from howdah_internal.prompt_versions as p
       where p.tenant_id = v_tenant and p.id = m.prompt_version_id
       limit 1
    ) as v on true
    left join lateral (
      select jsonb_agg(jsonb_build_object(
               'source_number', c.position, 'document_id', c.document_id, 'source', c.source, 'title', c.title,
               'heading', c.heading, 'page', c.page) order by c.position) as citations
        from howdah_internal.message_citations as c
       where c.tenant_id = v_tenant and c.message_id = m.id and c.is_cited
    ) as k on true
    left join lateral (
      select r.score from howdah.feedback as r
       where r.tenant_id = v_tenant and r.message_id = m.id and r.rater_kind = 'user' and r.rater = v_user
    ) as f on true
   order by b.n desc;
end
$$;
comment on function howdah.conversation_messages is
  'The branch of a conversation that is shown, oldest first: its newest max_messages, or those before '
  'before_message_id. A message with sibling_count above 1 has others beside it (regenerate, edit_message), which '
  'switch_branch shows. citations are the sources an answer names; content of an answer comes when it has ended, '
  'read_message has it while it streams. Raises 28000, 22004, 22023, PT404. Example: select role, content, status '
  'from howdah.conversation_messages(:conversation).';
grant execute on function howdah.conversation_messages to howdah_app;
