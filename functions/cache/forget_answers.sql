create or replace function howdah.forget_answers(tenant text, document_id uuid)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  delete from howdah.llm_cache as c
   using howdah.llm_cache_sources as s
   where s.tenant_id = forget_answers.tenant and s.document_id = forget_answers.document_id
     and c.tenant_id = s.tenant_id and c.key = s.key;
end
$$;
comment on function howdah.forget_answers(text, uuid) is
  'Deletes the cached answers that used a document; whoever calls holds the document''s lock.';
