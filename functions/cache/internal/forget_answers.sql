create or replace function howdah_internal.forget_answers(tenant text, document_id uuid)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  delete from howdah_internal.llm_cache as c
   using howdah_internal.llm_cache_sources as s
   where s.tenant_id = forget_answers.tenant and s.document_id = forget_answers.document_id
     and c.tenant_id = s.tenant_id and c.key = s.key;
end
$$;
comment on function howdah_internal.forget_answers is
  'Deletes the cached answers that used a document; whoever calls holds the document''s lock.';
