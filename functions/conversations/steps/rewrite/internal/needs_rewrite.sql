create or replace function howdah_internal.needs_rewrite(question text, language text)
  returns boolean
  language plpgsql
  stable
  set search_path from current
  set client_min_messages = warning -- words over 2 kB are left out; a notice for each would drown the caller
as $$
declare
  v_question text := lower(btrim(question, E' \t\r\n'));
  v_language text;
  v_words record;
  v_count integer;
begin
  -- Who writes that much says what it is about.
  if length(v_question) > 200 then
    return false;
  end if;
  if howdah_internal.leans_on_before(v_question, language) then
    return true;
  end if;
  v_language := howdah_internal.question_language(v_question, language);
  v_words := howdah_internal.follow_up_words(v_language);
  v_count := cardinality(array(select t.lexeme from unnest(to_tsvector(v_language::regconfig, v_question)) as t));
  -- A model sees what such words stand for, where a rule has to be strict; and what is left out of so few.
  return v_count between 1 and 7 and v_question ~ ('\m(' || v_words.pronoun || ')\M|^(' || v_words.opening || ')(?!\w)')
    or v_count between 1 and 2 and v_question !~ '\S+(\s+\S+){5}';
end
$$;
comment on function howdah_internal.needs_rewrite is
  'Whether a question after another one may be one only with what was said before it, so that it is worth a call to '
  'have it rewritten: not a long one, and none that names enough to be found by.';
