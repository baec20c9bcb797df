-- What a word is in a language is not asked here: operator_condition has the parser tell.
create or replace function howdah_internal.query_operators(query text)
  returns table (place bigint, role text, is_phrase boolean, word text, part bigint)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  with tokens as (
    -- An alternation is as long as it can be: a phrase wins over its first word.
    select t.place, t.found[1] as token, t.found[1] ~ '^-?".*[^[:space:]"].*"' as is_phrase
      from regexp_matches(
        translate(query_operators.query, E'\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\uff0d\u3000\u00a0', '"""""""-  '),
        '(-?"[^"]*"[.,;:?!)]*(?=\s|$)|\S+)', 'g') with ordinality as t (found, place)
  ), words as (
    select t.*, btrim(ltrim(rtrim(t.token, '.,;:?!)'), '-'), '" ') as word, starts_with(t.token, '-') as is_minus,
           -- All in capitals OR is a word like any other, unless nothing else is asked.
           count(*) over () > 3 and not bool_or(t.token ~ '[[:lower:]]') over ()
             and bool_or(t.token ~ '[[:upper:]]' and t.token != 'OR') over () as is_shouted
      from tokens as t
  ), operands as (
    select w.*, w.token = 'OR' and not w.is_shouted as is_or,
           w.token != 'OR' and not w.is_minus and w.word ~ '[[:alnum:]]|[^\u0001-\u007f]' as is_operand
      from words as w
  ), joined as (
    select o.*, lag(o.is_or) over places is true as follows_or,
           o.is_operand and lag(o.is_or) over places is true and lag(o.is_operand, 2) over places is true as is_joined,
           o.is_or and lag(o.is_operand) over places is true and lead(o.is_operand) over places is true as is_joint,
           bool_or(o.is_operand) over () as asks_for_something
      from operands as o
    window places as (order by o.place)
  ), parts as (
    select j.*, count(*) filter (where j.is_operand and not j.is_joined) over (order by j.place) as part
      from joined as j
  )
  select p.place, r.role, p.is_phrase,
         case when p.is_operand or r.role = 'excluded' then p.word else p.token end, p.part
    from (
      select p.*, p.is_phrase or bool_or(p.is_joined) over (partition by p.part) as is_demanded from parts as p
    ) as p
   cross join lateral (
     select case
              when p.is_joint then 'or'
              when p.is_operand and p.is_demanded then 'demanded'
              -- A letter or two are an option of some command, and so is what has two minus, signs or a value.
              when p.is_minus and p.asks_for_something and not p.follows_or and (
                p.is_phrase
                or p.token ~ '^-([[:alpha:]][[:alnum:]]{2}|[^\u0001-\u007f])' and p.word !~ '[^[:alnum:]._''’-]'
              ) then 'excluded'
              else 'word'
            end
   ) as r (role)
   order by p.place;
end
$$;
comment on function howdah_internal.query_operators is
  'The words and quoted phrases of a search, one by one: demanded ("a phrase", or one of those of a part, a OR b), '
  'excluded (-word, -"a phrase"), or, and word for what only ranks: options such as -v, -5 and --force are words, '
  'and nothing is excluded where nothing else is asked for.';
