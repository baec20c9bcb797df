-- Who reads documents: the user the own ones, those that are everybody's, and those of an audience that the user is in;
-- the analyst no content. The same as may_read, but that the audiences are looked up only where a row has one.
select howdah_internal.let_read('howdah.collections', 'howdah_app', '@tenant');
select howdah_internal.let_read(
  'howdah.documents', 'howdah_app',
  '@tenant and (owner_id is null and audience_id is null or owner_id = @user or audience_id = any (@audiences))');
select howdah_internal.let_read(
  'howdah.chunks', 'howdah_app',
  '@tenant and (owner_id is null and audience_id is null or owner_id = @user or audience_id = any (@audiences))');
select howdah_internal.let_read(
  'howdah.embeddings', 'howdah_app',
  '@tenant and (owner_id is null and audience_id is null or owner_id = @user or audience_id = any (@audiences))');
select howdah_internal.let_read('howdah.collections', 'howdah_analyst');

select howdah_internal.let_read('howdah.watched_tables', 'howdah_analyst');
select howdah_internal.let_read(
  'howdah_internal.watched_changes', 'howdah_analyst', columns => 'id, watched_table_id, created_at');
select howdah_internal.let_read(
  'howdah_internal.watched_documents', 'howdah_analyst', columns =>
  'tenant_id, watched_table_id, document_id, error_at');
