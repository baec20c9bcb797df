create or replace function howdah_internal.leans_on_before(question text, language text)
  returns boolean
  language plpgsql
  stable
  set search_path from current
  set client_min_messages = warning -- words over 2 kB are left out; a notice for each would drown the caller
as $$
declare
  v_question text := lower(regexp_replace(btrim(question, E' \t\r\n¿¡"''(“„«'), '\s+', ' ', 'g'));
  -- How it goes on from what was said, and what stands for something that was said.
  v_opening text := case language
    when 'german' then 'und|aber|oder|was ist mit|wie ist es mit'
    when 'french' then 'et|mais|ou'
    when 'spanish' then 'y|pero|o|qué tal'
    when 'italian' then 'e|ma|o'
    when 'portuguese' then 'e|mas|ou'
    when 'dutch' then 'en|maar|of'
    when 'russian' then 'а|и|но|или'
    else 'and|but|or|what about|how about' end;
  v_pronoun text := case language
    when 'german' then 'es|er|ihn|ihm|ihr|ihre[nrsm]?|sie|dies\w*|jene\w*|davon|damit|dafür|dazu|daran|darauf'
    when 'french' then 'elle|ils|elles|cela|ça|celui\w*|celle\w*|ceux\w*|leurs?'
    when 'spanish' then 'ellos?|ellas?|eso|esto|est[ae]s?|estos|es[ao]s|aquell\w+'
    when 'italian' then 'ess[oaie]|quest[oaie]|quell[oaie]|loro'
    when 'portuguese' then 'eles?|elas?|isso|isto|est[ae]s?|ess[ae]s?'
    when 'dutch' then 'ze|hem|haar|hun|dit|deze'
    when 'russian' then 'он|она|оно|они|его|её|ее|их|им|ими|ними|это|эт[аиоу]|этот|этого|тот|те'
    else 'it|its|they|them|theirs?|he|him|his|she|hers?|this|that|these|those|ones|(the )?(same|former|latter)' end;
  -- Words that say too little to be found by.
  v_light constant text[] := array['may', 'might', 'could', 'would', 'shall', 'long', 'mani', 'much', 'often', 'also',
    'get', 'take', 'tell', 'pleas', 'know', 'mean', 'happen', 'exact', 'realli', 'combien'];
  v_before text;
  v_count integer;
begin
  if length(v_question) > 200 or v_question !~ '[[:alnum:]]|[^\u0001-\u007f]' then
    return false;
  end if;
  if v_question ~ '它|他们|她们|这个|那个|这些|那些|这样|^那么?|^还有|呢[?？]?$|それ|これ|その|この|^では|^じゃあ|그것|이것' then
    return true;
  end if;
  select count(*) filter (where t.lexeme != all (v_light)) into v_count
    from unnest(to_tsvector(language::regconfig, v_question)) as t;
  if v_count = 0 or v_count <= 5 and v_question ~ ('^(' || v_opening || ')\M') then
    return true;
  end if;
  -- It takes five days to ..: nothing is meant by such an it.
  v_question := regexp_replace(
    v_question, '\mit (takes?|costs?|(is |was |be )?(possible|ok|okay|allowed|legal|safe|necessary|true|better))\M',
    ' ');
  -- What stands late stands for something in the question itself.
  v_before := substring(v_question from '^(.*?)\m(?:' || v_pronoun || ')\M');
  return v_before is not null and v_count <= 5 and (
    select count(*) filter (where t.lexeme != all (v_light)) <= 1
      from unnest(to_tsvector(language::regconfig, v_before)) as t);
end
$$;
comment on function howdah_internal.leans_on_before is
  'Whether a question is one only with what was said before it: it begins with and, has a pronoun for what it does not '
  'name, or no word to be found by. By the words of the language, those of English where they are not known.';
