create or replace function howdah_internal.heading_text(line text)
  returns text
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
declare
  v_text text := btrim(heading_text.line, E' \t');
  v_parts text[];
begin
  if v_text !~ '[][`*_~\\{<&]' then
    return v_text;
  end if;
  v_text := regexp_replace(regexp_replace(v_text, '<!--.*?(-->|$)', '', 'g'), '\s*\{[-#.:][^{}]*\}\s*$', '');
  v_text := regexp_replace(v_text, '</?(a|b|i|u|em|strong|code|br|img|span|sup|sub|kbd|small)(\s[^<>]*)?/?>', '', 'gi');
  v_text := regexp_replace(v_text, '!?\[([^][]*)\](\([^()]*(\([^()]*\)[^()]*)*\)|\[[^][]*\])', '\1', 'g');
  -- Around a picture, too.
  v_text := regexp_replace(v_text, '\[([^][]*)\]\([^()]*\)', '\1', 'g');
  v_parts := string_to_array(v_text, '`');
  if cardinality(v_parts) % 2 = 0 then
    -- A mark without its twin is a letter like others.
    v_parts := array[v_text];
  end if;
  -- Code is at the even places; it keeps its letters.
  select string_agg(
           case when p.n % 2 = 0 then p.part
             else regexp_replace(
               regexp_replace(
                 regexp_replace(
                   regexp_replace(t.part, '(\*\*|__|~~)(\S|\S[^*~]*?\S)\1', '\2', 'g'),
                   '(^|[^\\*])\*([^\s*]|[^\s*][^*]*[^\s\\])\*', '\1\2', 'g'),
                 '(^|[^\w\\])_(\S|\S[^_]*\S)_(?!\w)', '\1\2', 'g'),
               '\\([!-/:-@\[-`{-~])', '\1', 'g')
           end, '' order by p.n)
    into v_text
    from unnest(v_parts) with ordinality as p (part, n)
   cross join lateral (
     select replace(replace(replace(replace(replace(replace(
              p.part, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&nbsp;', ' '), '&amp;', '&') as part
   ) as t;
  return btrim(v_text, E' \t');
end
$$;
comment on function howdah_internal.heading_text is
  'A heading as it is read: without the marks of code, emphasis and links, without comments and {#id}.';
