drop function if exists howdah_internal.put_document(
  text, howdah.collections, text, text, text, jsonb, text, boolean, jsonb);
drop function if exists howdah_internal.put_document(
  text, howdah.collections, text, text, text, jsonb, text, boolean, jsonb, text);
create or replace function howdah_internal.put_document(
  tenant text,
  collection howdah.collections,
  source text,
  title text,
  content text,
  metadata jsonb,
  language text,
  private boolean,
  chunks jsonb,
  format text default null,
  readers text[] default null
)
  returns table (document_id uuid, is_new_text boolean, text_title text, text_format text)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_new howdah.documents;
  v_old howdah.documents;
  v_user text;
  v_front record;
  v_says_who_reads boolean := put_document.readers is not null or put_document.private is true;
begin
  perform howdah_internal.check_document(
    put_document.content, put_document.source, put_document.title, put_document.metadata);
  v_user := howdah_internal.known_user();
  if put_document.private and v_user is null then
    raise exception 'a private document needs a user'
      using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, in the same transaction.';
  end if;
  v_new.audience_id := howdah_internal.wanted_audience(
    put_document.tenant, put_document.private, put_document.readers);
  text_format := howdah_internal.text_format(put_document.format, put_document.source);
  v_front := howdah_internal.front_matter(
    case when text_format = 'markdown' and put_document.chunks is null
      then howdah_internal.clean_text(left(put_document.content, 100000)) end);
  v_new.metadata := coalesce(v_front.metadata, '{}') || coalesce(put_document.metadata, '{}');
  v_new.owner_id := case when coalesce(put_document.private, v_user is not null) then v_user end;
  v_new.source := coalesce(
    put_document.source, 'sha256:' || encode(sha256(convert_to(put_document.content, 'UTF8')), 'hex'));
  v_new.title := nullif(btrim(put_document.title), '');
  text_title := coalesce(v_new.title, left(v_front.title, 1000));
  v_new.language := coalesce(howdah_internal.known_language(put_document.language), put_document.collection.language);
  v_new.is_chunked_by_caller := put_document.chunks is not null;
  -- Of everything that chunks are made of, byte by byte: what is stored changes with any of them.
  v_new.content_hash := sha256(convert_to(
    case when v_new.is_chunked_by_caller then jsonb_build_array(v_new.title, v_new.language, put_document.chunks)::text
      else jsonb_build_array(
        v_new.title, v_new.language, put_document.collection.chunk_tokens, put_document.collection.chunk_overlap)::text
        || case when text_format != howdah_internal.text_format(null, put_document.source) then text_format else '' end
        || put_document.content end, 'UTF8'));
  v_new.title := text_title;
  -- Again when the row that stood in the way is deleted before we lock it.
  loop
    insert into howdah.documents (
      tenant_id, collection, source, owner_id, audience_id, title, content, content_hash, language, metadata,
      is_chunked_by_caller
    )
    values (
      put_document.tenant, put_document.collection.name, v_new.source, v_new.owner_id, v_new.audience_id,
      v_new.title, put_document.content, v_new.content_hash, v_new.language, v_new.metadata,
      v_new.is_chunked_by_caller
    )
    on conflict on constraint documents_source_key do nothing
    returning id into document_id;
    exit when document_id is not null;
    select d.* into v_old
      from howdah.documents as d
     where d.tenant_id = put_document.tenant and d.collection = put_document.collection.name
       and d.source = v_new.source
       and d.owner_id is not distinct from v_new.owner_id
       for update;
    document_id := v_old.id;
    exit when found;
  end loop;
  if v_old.owner_id is null and v_old.audience_id is not null and not howdah_internal.may_write(
       null, v_old.audience_id, v_user, howdah_internal.audiences_of(put_document.tenant, v_user)) then
    raise exception 'the source is that of a document with other readers'
      using errcode = 'PT409', hint = 'Pass another source, or leave private out: then the document is your own.';
  end if;
  perform howdah_internal.refuse_watched(put_document.tenant, array[v_old.id]);
  is_new_text := v_old.content_hash is distinct from v_new.content_hash
    or v_old.is_chunked_by_caller != v_new.is_chunked_by_caller;
  if v_old.id is not null and (is_new_text or v_old.metadata != v_new.metadata) then
    update howdah.documents as d
       set title = v_new.title, content = put_document.content, content_hash = v_new.content_hash,
           language = v_new.language, metadata = v_new.metadata, is_chunked_by_caller = v_new.is_chunked_by_caller,
           version = d.version + 1, updated_at = howdah.now()
     where d.tenant_id = put_document.tenant and d.id = v_old.id;
  end if;
  if v_old.id is not null and v_says_who_reads and v_old.audience_id is distinct from v_new.audience_id then
    perform howdah_internal.give_audience(put_document.tenant, v_old.id, v_new.audience_id);
  end if;
  return next;
end
$$;
comment on function howdah_internal.put_document is
  'Adds a document or replaces the one of this source in place; says whether its chunks must be made anew.';
