drop function if exists howdah_internal.log_access(
  text, text, text, text, uuid[], integer[], uuid[], uuid, text);
create or replace function howdah_internal.log_access(
  tenant text,
  user_id text,
  function text,
  query text,
  document_ids uuid[] default '{}',
  document_versions integer[] default '{}',
  cited_ids uuid[] default '{}',
  message_id uuid default null,
  error_code text default null,
  conversation_id uuid default null
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_reader uuid := howdah_internal.pseudonym(log_access.tenant, log_access.user_id);
  v_row howdah.access_log;
begin
  -- A row that is written without it gets no place in the chain.
  perform set_config('howdah.writes_log', 'on', true);
  insert into howdah.access_log as a (
    tenant_id, reader, function, query_hash, document_ids, document_versions, cited_ids, message_id, outcome,
    error_code, conversation_id
  )
  values (
    log_access.tenant, v_reader, log_access.function, howdah_internal.question_hash(log_access.query),
    log_access.document_ids, log_access.document_versions, log_access.cited_ids, log_access.message_id,
    case when log_access.error_code is null then 'found' else 'refused' end, log_access.error_code,
    log_access.conversation_id
  )
  returning a.* into v_row;
  perform set_config('howdah.writes_log', '', true);
  perform from howdah.settings as s where s.name = 'access_log_text' and s.value = 'on';
  -- A text is kept only where it can be found again when the person is to be forgotten.
  if found and log_access.query is not null and (v_reader is null) = (log_access.user_id is null) then
    insert into howdah_internal.access_log_texts (tenant_id, access_id, reader, query, created_at)
    values (log_access.tenant, v_row.id, v_reader, log_access.query, v_row.created_at);
  end if;
end
$$;
comment on function howdah_internal.log_access is
  'Writes a row of the access log, and the text of the question where access_log_text is on.';
