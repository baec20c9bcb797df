-- As search: mode is asked for and answered under one name.
drop function if exists howdah.logged_search(text, float8, text, jsonb, text, halfvec, boolean, float8);
create or replace function howdah.logged_search(
  query text,
  match_count double precision default 10,
  collection text default null,
  filter jsonb default '{}',
  out rank integer,
  out score double precision,
  out document_id uuid,
  out chunk_id bigint,
  out chunk_index integer,
  out title text,
  out source text,
  out heading text,
  out page integer,
  out content text,
  out metadata jsonb,
  out similarity double precision,
  out bm25 double precision,
  out vector_rank integer,
  out keyword_rank integer,
  inout mode text default 'hybrid',
  query_embedding halfvec default null,
  best_per_document boolean default false,
  max_tokens double precision default null,
  min_similarity double precision default null,
  diversity double precision default null,
  out also_in text[]
)
  returns setof record
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_mode text := logged_search.mode;
  v_tenant text := '*';
  v_user text;
  v_documents uuid[] := '{}';
  v_versions integer[] := '{}';
  v_code text;
  v_message text;
begin
  begin
    v_tenant := howdah_internal.acting_tenant();
    v_user := howdah_internal.known_user();
    perform set_config('howdah.logs_search', 'on', true);
    -- With the rights of the owner, whom no policy keeps from rows: what ranks them knows tenant and user.
    for rank, score, document_id, chunk_id, chunk_index, title, source, heading, page, content, metadata, similarity,
        bm25, vector_rank, keyword_rank, mode, also_in in
      select s.*
        from howdah.search(
          logged_search.query, logged_search.match_count, logged_search.collection, logged_search.filter, v_mode,
          logged_search.query_embedding, logged_search.best_per_document, logged_search.max_tokens,
          logged_search.min_similarity, logged_search.diversity) as s
    loop
      if document_id != all (v_documents) then
        v_documents := v_documents || document_id;
      end if;
      return next;
    end loop;
    perform set_config('howdah.logs_search', '', true);
    select array_agg(d.version order by f.n) into v_versions
      from unnest(v_documents) with ordinality as f (id, n)
      left join howdah.documents as d on d.tenant_id = v_tenant and d.id = f.id;
  exception
    when insufficient_privilege or invalid_authorization_specification then
      get stacked diagnostics v_code = returned_sqlstate, v_message = message_text;
  end;
  perform howdah_internal.log_access(
    v_tenant, v_user, 'logged_search', logged_search.query, v_documents, coalesce(v_versions, '{}'),
    error_code => v_code);
  if v_code is not null then
    raise warning 'the search is refused: %', v_message using errcode = v_code;
  end if;
end
$$;
comment on function howdah.logged_search is
  'Searches as howdah.search does and notes in the access log who was shown which documents: in this transaction, so '
  'that a rolled-back search leaves no row. One that is refused for want of rights (42501, 28000) returns no passage '
  'and a WARNING instead of an error, which would take the row of the refusal with it. The only search where the '
  'setting access_log is required. Raises 22004, 22023, 22001, PT404, PT409 as search does. Example: select rank, '
  'source, content from howdah.logged_search(''how many days of leave'').';
grant execute on function howdah.logged_search to howdah_app;
