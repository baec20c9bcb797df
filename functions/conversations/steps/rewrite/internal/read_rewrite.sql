create or replace function howdah_internal.read_rewrite(result jsonb)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_text text := coalesce(read_rewrite.result ->> 'content', '');
begin
  if coalesce(howdah_internal.finish_kind(read_rewrite.result ->> 'finish_reason'), 'stop') != 'stop'
     or read_rewrite.result -> 'is_refusal' = 'true' then
    return null;
  end if;
  v_text := regexp_replace(v_text, '<think(ing)?>.*?</think(ing)?>', ' ', 'gis');
  -- As models say it: a label before it, quotes or a fence around it.
  v_text := regexp_replace(v_text, '^\s*```\w*\s*|\s*```\s*$', '', 'g');
  v_text := btrim(regexp_replace(v_text, '\s+', ' ', 'g'));
  v_text := regexp_replace(
    v_text, '^[*_]*((the )?(rewritten|standalone|stand-alone|last|final) )?(question|query)[*_]*:[*_]*\s*', '', 'i');
  v_text := btrim(regexp_replace(v_text, '^["“„«`]+(.*?)["”“»`]+$', '\1'));
  -- An essay is no question.
  return case when v_text ~ '[[:alnum:]]|[^\u0001-\u007f]' and length(v_text) <= 1000 then v_text end;
end
$$;
comment on function howdah_internal.read_rewrite is
  'The question that a model made of one with what was said before it; null where what it said is none: cut off, '
  'refused, empty or far too long.';
