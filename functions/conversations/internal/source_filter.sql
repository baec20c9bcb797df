create or replace function howdah_internal.source_filter(filter jsonb, document_ids uuid[])
  returns jsonb
  language sql
  immutable
return case
  when document_ids is null then coalesce(filter, '{}')
  else jsonb_build_object('document_id', to_jsonb(document_ids))
    -- Beside it, whatever its own keys are.
    || case when filter != '{}' then jsonb_build_object('or', jsonb_build_array(filter)) else '{}' end
end;
comment on function howdah_internal.source_filter is
  'A filter, and only of these documents (null is all, an empty list none), as one filter of search.';
