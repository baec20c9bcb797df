create or replace function howdah_internal.leans_on_before(question text, language text)
  returns boolean
  language plpgsql
  stable
  set search_path from current
  set client_min_messages = warning -- words over 2 kB are left out; a notice for each would drown the caller
as $$
declare
  v_question text := lower(regexp_replace(btrim(question, E' \t\r\n¿¡"''(“„«'), '\s+', ' ', 'g'));
  v_language text;
  v_words record;
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
  v_language := howdah_internal.question_language(v_question, language);
  v_words := howdah_internal.follow_up_words(v_language);
  v_question := regexp_replace(
    v_question, '^((ok|okay|yes|yeah|thanks|thank you|well|hm+|sorry|ja|danke)[,.!; ]+)+', '');
  select count(*) filter (where t.lexeme != all (v_light)) into v_count
    from unnest(to_tsvector(v_language::regconfig, v_question)) as t;
  if v_count = 0 or v_count <= 5 and v_question ~ ('^(' || v_words.opening || ')(?!\w)') then
    return true;
  end if;
  -- Without a receipt?
  if v_count <= 2 and v_question ~ ('^(' || v_words.fragment || ')\M') and v_question !~ '\S+( \S+){4}' then
    return true;
  end if;
  -- It takes five days to ..: nothing is meant by such an it.
  v_question := regexp_replace(
    v_question, '\mit (takes?|costs?|(is |was |be )?(possible|ok|okay|allowed|legal|safe|necessary|true|better))\M',
    ' ');
  -- What stands late stands for something in the question itself.
  v_before := substring(v_question from '^(.*?)\m(?:' || v_words.pronoun || ')\M');
  return v_before is not null and v_count <= 5 and (
    select count(*) filter (where t.lexeme != all (v_light)) <= 1
      from unnest(to_tsvector(v_language::regconfig, v_before)) as t);
end
$$;
comment on function howdah_internal.leans_on_before is
  'Whether a question is one only with what was said before it: it begins with and, is a part of a sentence, has a '
  'pronoun for what it does not name, or no word to be found by. By the words of the language that it is asked in.';
