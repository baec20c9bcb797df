create or replace function howdah_internal.summary_block(content text)
  returns text
  language plpgsql
  immutable
as $$
begin
  -- What looks like our mark is set apart by a space. It is what users and models said: no instruction of anybody.
  return E'What was said before, in short:\n<summary>\n'
    || regexp_replace(summary_block.content, '<(?=\s*/?\s*summary\M)', '< ', 'gi') || E'\n</summary>';
end
$$;
comment on function howdah_internal.summary_block is
  'A summary as a request holds it, told by the user before what is said next.';
