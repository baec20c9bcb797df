create or replace function howdah_internal.take_file(
  collection text,
  source text,
  path text,
  former_source text,
  former_path text
)
  returns text
  language plpgsql
  volatile
  security definer -- notes at the document which file it is of
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_known howdah.documents;
begin
  if nullif(take_file.path, '') is null then
    return take_file.source;
  end if;
  if octet_length(take_file.path) > 2000 then
    raise exception 'path is longer than 2,000 bytes'
      using errcode = '22001', hint = 'It is where the file lies, from the root: put it less deep, or leave path out.';
  end if;
  -- By its path; else by its source; else by the source that ingest gave before it kept paths.
  select d.* into v_known
    from howdah.documents as d
   where d.tenant_id = v_tenant and d.collection = take_file.collection and d.owner_id is not distinct from v_user
     and (d.origin_path = take_file.path or d.source = take_file.source
       or d.source = take_file.former_source and howdah_internal.document_origin(d) is null)
   order by d.origin_path = take_file.path desc nulls last, d.source = take_file.source desc
   limit 1
     for update;
  if not found then
    return take_file.source;
  elsif v_known.origin_path = take_file.path then
    return v_known.source;
  elsif howdah_internal.document_origin(v_known) in ('application', 'watch') then
    raise exception 'the source is that of a document that no file made'
      using errcode = 'PT409',
            hint = format('Put something before it (howdah ingest --prefix docs/), or delete that one: '
              'select howdah.delete_document(%L).', v_known.id);
  elsif v_known.origin_path is not null and v_known.origin_path is distinct from take_file.former_path then
    raise exception 'the source is that of another file'
      using errcode = 'PT409', detail = v_known.origin_path,
            hint = 'Put something before it: howdah ingest --prefix docs/.';
  end if;
  update howdah.documents as d
     set source = take_file.source, origin = 'ingest', origin_path = take_file.path
   where d.tenant_id = v_tenant and d.id = v_known.id;
  return take_file.source;
end
$$;
comment on function howdah_internal.take_file is
  'The source of the document that a file is or will be; notes the file at a document that is taken over.';
grant execute on function howdah_internal.take_file to howdah_app;
