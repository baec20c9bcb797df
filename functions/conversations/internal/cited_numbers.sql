create or replace function howdah_internal.cited_numbers(content text)
  returns integer[]
  language plpgsql
  immutable
as $$
declare
  v_word text := '(?:sources?|src|s|refs?|references?|citations?|docs?|documents?|passages?|quellen?|fuentes?|fontes?)';
  -- 1, ^1, Source 1, source id="1"
  v_number text := format('(?:%s\s*)?(?:id\s*)?[\^#.:="]*\s*\d{1,3}"?', v_word);
  v_list text := format('%1$s(?:\s*(?:,|;|/|&|-|–|—|and|und|et|y|to|bis)\s*%1$s)*', v_number);
  v_text text := translate(
    cited_numbers.content, '０１２３４５６７８９［］（），、；【】〔〕†', '0123456789[](),,;[][]|');
  v_pattern text;
begin
  -- Code and thoughts cite nothing; what is not closed goes on to the end.
  foreach v_pattern in array array['```.*?(```|$)', '~~~.*?(~~~|$)', '<think>.*?(</think>|$)',
    '<thinking>.*?(</thinking>|$)', '<thought>.*?(</thought>|$)', '`[^`\n]*`'] loop
    v_text := regexp_replace(v_text, v_pattern, '', 'gi');
  end loop;
  return array(
    select distinct n
      from (
        -- OpenAI's assistants add the place in the source: 【1†L3-L5】. Round brackets are a mark with a word only.
        select m[1] as marks
          from regexp_matches(v_text, format('\[\s*(%s)\s*(?:\|[^]\n]{0,100})?\]', v_list), 'gi') as m
        union all
        select m[1] from regexp_matches(v_text, format('\(\s*(%s\s*%s)\s*\)', v_word, v_list), 'gi') as m
        union all
        select m[1] from regexp_matches(v_text, '<source id="?(\d{1,3})"?\s*/?>', 'gi') as m
      ) as c
     cross join lateral regexp_matches(
       c.marks, '(\d+)(?:"?\s*(?:-|–|—|to\M|bis\M)[^0-9,;]*(\d+))?', 'gi') as r
     cross join lateral generate_series(
       least(r[1]::integer, r[2]::integer), greatest(r[1]::integer, r[2]::integer)) as n
     where abs(r[1]::integer - r[2]::integer) <= 50 is not false
     order by n);
end
$$;
comment on function howdah_internal.cited_numbers is
  'The numbers of the sources that an answer cites, in the forms that models use: [1], [1, 2], [2-4], [^1], '
  '[Source 1], 【1】, (source 1); not those in code or thoughts.';
