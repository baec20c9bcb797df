create or replace function howdah_internal.tg_documents__forget_answers()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  perform howdah_internal.forget_answers(old.tenant_id, old.id);
  return null;
end
$$;
comment on function howdah_internal.tg_documents__forget_answers is
  'A cached answer dies in the transaction that changes or deletes a document it used.';
select howdah_internal.lay_trigger('howdah.documents', 'documents_forget_answers', 'after update or delete',
  'for each row execute function howdah_internal.tg_documents__forget_answers()');
