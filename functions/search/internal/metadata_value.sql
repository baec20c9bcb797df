create or replace function howdah_internal.metadata_value(metadata text, path text[])
  returns text
  language sql
  immutable
return case
  when cardinality(path) = 1 and strpos(path[1], '.') = 0 then format('%s -> %L', metadata, path[1])
  -- "author.name" is a key, or the key name of the object author.
  when cardinality(path) = 1 then
    format('coalesce(%1$s -> %2$L, %1$s #> %3$L)', metadata, path[1], string_to_array(path[1], '.'))
  else format('%s #> %L', metadata, path)
end;
comment on function howdah_internal.metadata_value is 'SQL for the value at a path in metadata, which is SQL too.';
