create or replace function howdah.add_watched_document(
  tenant text,
  owner text,
  collection text,
  source text,
  title text,
  content text,
  metadata jsonb
)
  returns uuid
  language plpgsql
  volatile
  security definer -- adds for the tenant and owner of the row
  set search_path from current
as $$
declare
  v_before text[] := howdah.act_for_row(add_watched_document.tenant, add_watched_document.owner);
  v_id uuid;
begin
  v_id := howdah.add_document(
    add_watched_document.content, add_watched_document.source, add_watched_document.title,
    add_watched_document.metadata, add_watched_document.collection, private => add_watched_document.owner is not null);
  perform howdah.act_for_row(v_before[1], v_before[2], v_before[3]);
  return v_id;
end
$$;
comment on function howdah.add_watched_document(text, text, text, text, text, text, jsonb) is
  'Adds the document of a row as its tenant and owner; errors are those of add_document.';
