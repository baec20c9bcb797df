drop function if exists howdah_internal.one_shot_conversation(text, text, text, jsonb);
create or replace function howdah_internal.one_shot_conversation(
  prompt text,
  request_key text,
  collection text,
  metadata jsonb,
  filter jsonb default '{}',
  document_ids uuid[] default null,
  min_similarity double precision default null
)
  returns howdah.conversations
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah_internal.acting_user();
  v_conversation howdah.conversations;
  v_id uuid;
begin
  if one_shot_conversation.request_key is not null then
    -- A twin that is on its way commits first; then its conversation is found.
    perform pg_advisory_xact_lock(hashtextextended(
      jsonb_build_array('howdah.run_prompt', v_tenant, v_user, one_shot_conversation.prompt,
        one_shot_conversation.request_key)::text, 0));
    select c.* into v_conversation
      from howdah.conversations as c
     where c.tenant_id = v_tenant and c.prompt = one_shot_conversation.prompt
       and c.user_id is not distinct from v_user
       and c.request_key = one_shot_conversation.request_key;
    if found then
      return v_conversation;
    end if;
  end if;
  v_id := howdah.start_conversation(
    prompt => one_shot_conversation.prompt, collection => one_shot_conversation.collection,
    metadata => one_shot_conversation.metadata, filter => one_shot_conversation.filter,
    document_ids => one_shot_conversation.document_ids, min_similarity => one_shot_conversation.min_similarity);
  update howdah.conversations as c
     set is_one_shot = true, request_key = one_shot_conversation.request_key
   where c.tenant_id = v_tenant and c.id = v_id
  returning * into v_conversation;
  return v_conversation;
end
$$;
comment on function howdah_internal.one_shot_conversation is
  'A new conversation that no list shows, or the one that the user''s request_key for this prompt made before. Raises '
  'as start_conversation.';
