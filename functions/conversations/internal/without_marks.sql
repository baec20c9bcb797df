create or replace function howdah_internal.without_marks(tenant text, message_id uuid, role text, content text)
  returns text
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  if without_marks.role != 'assistant' or without_marks.content !~ '\[\d' or not exists (
    select from howdah_internal.message_citations as c
     where c.tenant_id = without_marks.tenant and c.message_id = without_marks.message_id
  ) then
    return without_marks.content;
  end if;
  return regexp_replace(
    without_marks.content,
    -- In code a[1] is something else.
    case when strpos(without_marks.content, '`') > 0 then '(?:[ \t]+|(?<![[:alnum:]_)\]]))' else '[ \t]*' end
      || '(?:\[\d{1,3}(?:\s*,\s*\d{1,3})*\])+(?!\()',
    '', 'g');
end
$$;
comment on function howdah_internal.without_marks is
  'What was said, an answer without the numbers of its sources: those are not sent again, and the same numbers stand '
  'for others by then.';
