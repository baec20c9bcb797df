-- Who reads documents: the user the own ones and those that are everybody's, the analyst no content.
select howdah_internal.let_read('howdah.collections', 'howdah_app', '@tenant');
select howdah_internal.let_read('howdah.documents', 'howdah_app', '@tenant and (owner_id is null or owner_id = @user)');
select howdah_internal.let_read('howdah.chunks', 'howdah_app', '@tenant and (owner_id is null or owner_id = @user)');
select howdah_internal.let_read(
  'howdah.embeddings', 'howdah_app', '@tenant and (owner_id is null or owner_id = @user)');
select howdah_internal.let_read('howdah.collections', 'howdah_analyst');

select howdah_internal.let_read('howdah.watched_tables', 'howdah_analyst');
select howdah_internal.let_read(
  'howdah_internal.watched_changes', 'howdah_analyst', columns => 'id, watched_table_id, created_at');
select howdah_internal.let_read(
  'howdah_internal.watched_documents', 'howdah_analyst', columns =>
  'tenant_id, watched_table_id, document_id, error_at');
