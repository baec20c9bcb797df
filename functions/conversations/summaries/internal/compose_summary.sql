create or replace function howdah_internal.compose_summary(message howdah.messages)
  returns jsonb
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_summary howdah.conversation_summaries;
  v_former howdah.conversation_summaries;
  v_version howdah_internal.prompt_versions;
  v_model howdah.models;
  v_turns text;
  v_messages jsonb;
begin
  select s.* into v_summary
    from howdah.conversation_summaries as s
   where s.tenant_id = (message).tenant_id and s.run_id = (message).id and s.stale_at is null;
  select s.* into v_former
    from howdah.conversation_summaries as s
   where s.tenant_id = (message).tenant_id and s.id = v_summary.former_id and s.content is not null;
  if v_summary.id is null or v_summary.former_id is distinct from v_former.id then
    return null;
  end if;
  -- What looks like one of our marks is set apart by a space. Of a long text beginning and end: it costs a call.
  select string_agg(format(E'<turn by="%s">\n%s\n</turn>', h.role, regexp_replace(
           case when length(h.content) > 8000 then left(h.content, 6000) || E'\n[...]\n' || right(h.content, 2000)
             else h.content end,
           '<(?=\s*/?\s*(turns?|summary)\M)', '< ', 'gi')), E'\n' order by h.seq)
    into v_turns
    from howdah_internal.message_history(
           (message).tenant_id, v_summary.message_id, 1000000000,
           after_seq => coalesce(v_former.to_seq, v_summary.from_seq - 1)) as h
   where h.role not in ('system', 'developer');
  select v.* into strict v_version from howdah_internal.prompt_versions as v
   where v.tenant_id = (message).tenant_id and v.id = (message).prompt_version_id;
  select m.* into strict v_model from howdah.models as m where m.id = (message).model_id;
  v_messages := howdah_internal.render_messages(v_version.form, v_version.content, jsonb_build_object(
    'summary', regexp_replace(coalesce(v_former.content, ''), '<(?=\s*/?\s*(turns?|summary)\M)', '< ', 'gi'),
    'turns', coalesce(v_turns, '')));
  return jsonb_build_object(
    'provider', v_model.provider, 'model', v_model.name,
    'params', howdah_internal.taken_params(message, v_model, v_version.params),
    'messages', howdah_internal.strict_turns(
      v_messages - -1 || jsonb_build_object('role', 'user', 'content', v_messages -> -1 -> 'content')));
end
$$;
comment on function howdah_internal.compose_summary is
  'What the model is sent for a summary: its prompt with the summary before and the turns that follow it. Null where '
  'what it covers has changed since it was planned.';
