create or replace function howdah.prepare_message(job_id bigint, token bigint, query_embedding halfvec default null)
  returns jsonb
  language plpgsql
  volatile
  security definer -- the worker reads no table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah.claimed_message(prepare_message.job_id, prepare_message.token);
  v_conversation howdah.conversations;
  v_version howdah.prompt_versions;
  v_question howdah.messages;
  v_request jsonb;
begin
  if v_message.id is null then
    return jsonb_build_object('status', 'stale');
  end if;
  if v_message.status not in ('pending', 'streaming') then
    perform howdah.finish_jobs(array[prepare_message.job_id], prepare_message.token, 'cancelled');
    return jsonb_build_object('status', 'done');
  end if;
  select c.* into strict v_conversation from howdah.conversations as c
   where c.tenant_id = v_message.tenant_id and c.id = v_message.conversation_id;
  select q.* into strict v_question from howdah.messages as q
   where q.tenant_id = v_message.tenant_id and q.id = v_message.parent_id;
  select v.* into strict v_version from howdah.prompt_versions as v
   where v.tenant_id = v_message.tenant_id and v.id = v_message.prompt_version_id;
  delete from howdah.message_deltas as d
   where d.tenant_id = v_message.tenant_id and d.message_id = v_message.id;

  select jsonb_build_object(
           'status', 'call', 'provider', m.provider, 'model', m.name, 'params', v_version.params,
           'messages',
             jsonb_build_array(jsonb_build_object('role', 'system', 'content', howdah.render_template(
               v_version.content, v_conversation.variables || v_message.variables)))
             || coalesce((
               select jsonb_agg(jsonb_build_object('role', h.role, 'content', h.content) order by h.seq)
                 from howdah.message_history(v_message.tenant_id, v_question.parent_id, null) as h
             ), '[]')
             || jsonb_build_object('role', 'user', 'content', case
               when v_conversation.collection is null then v_question.content
               else howdah.cite_sources(
                 v_message.tenant_id, v_message.user_id, v_message.id, v_question.content,
                 prepare_message.query_embedding, v_conversation.collection)
             end))
    into strict v_request
    from howdah.models as m
   where m.id = v_message.model_id;
  insert into howdah.message_requests (tenant_id, message_id, attempt, request)
  select v_message.tenant_id, v_message.id, j.claim_count, v_request - 'status'
    from howdah.jobs as j
   where j.id = prepare_message.job_id
  on conflict (tenant_id, message_id, attempt) do update set request = excluded.request;
  update howdah.messages as m
     set status = 'streaming'
   where m.tenant_id = v_message.tenant_id and m.id = v_message.id;
  return v_request;
end
$$;
comment on function howdah.prepare_message(bigint, bigint, halfvec) is
  'For a claimed chat job: retrieves, builds the request and returns it with status call; status done when nothing is '
  'left to do, stale when the job is somebody else''s. Without query_embedding retrieval is by keyword.';
