create or replace function howdah_internal.follow_up_words(
  language text,
  out opening text,
  out pronoun text,
  out fragment text
)
  language plpgsql
  immutable
as $$
begin
  select w.opening, w.pronoun, w.fragment into opening, pronoun, fragment
    from (values
      ('german', 'und|aber|oder|was ist mit|wie ist es mit|wie sieht es mit|nein,|nicht (der|die|das)|ich meinte?',
        'es|er|ihn|ihm|ihr|ihre[nrsm]?|sie|dies\w*|jene\w*|davon|damit|dafür|dazu|daran|darauf'
        '|(der|die|das|den|dem) (andere|erste|zweite|letzte)[nrs]?|welche[rsnm]?',
        'der|die|das|den|dem|in|im|auf|für|mit|ohne|nach|von|zu|bei|aus'),
      ('french', 'et|mais|ou|qu''en est-il|non,|pas (le|la|les)|je parlais',
        'il|elle|ils|elles|cela|ça|celui\w*|celle\w*|ceux\w*|leurs?|l''autre|les autres|(le|la) (premi|second|derni)\w+'
        '|lequel|laquelle|lesquels',
        'le|la|les|en|pour|avec|sans|à|de|du|dans|au|aux|chez|par'),
      ('spanish', 'y|pero|o|qué tal|qué hay de|no,|me refiero',
        'él|ellos?|ellas?|eso|esto|est[ae]s?|estos|es[ao]s|aquell\w+|(el|la|los|las) otr[oa]s?|cuál(es)?'
        '|(el|la) (primer|segund|últim)\w+',
        'el|la|los|las|en|para|con|sin|de|por|a'),
      ('italian', 'e|ma|o|che ne dici|no,|intendevo',
        'ess[oaie]|quest[oaie]|quell[oaie]|loro|l''altr[oa]|gli altri|le altre|(il|la) (prim|second|ultim)\w+|quale',
        'il|lo|la|i|gli|le|in|per|con|senza|di|da|a'),
      ('portuguese', 'e|mas|ou|que tal|não,|quero dizer',
        'eles?|elas?|isso|isto|est[ae]s?|ess[ae]s?|[oa]s? outr[oa]s?|[oa] (primeir|segund|últim)\w+|qual',
        'o|a|os|as|em|para|com|sem|de|por|no|na'),
      ('dutch', 'en|maar|of|hoe zit het met|nee,|niet (de|het)|ik bedoel',
        'het|hij|ze|hem|haar|hun|dit|deze|die|(de|het) (andere|eerste|tweede|laatste)|welke',
        'de|in|op|voor|met|zonder|naar|van|bij|uit'),
      ('russian', 'а|и|но|или|нет,|не тот|я про',
        'он|она|оно|они|его|её|ее|их|им|ими|ними|нём|нему|ней|это|эт[аиоу]|этот|этого|тот|те'
        '|друг(ой|ая|ое|ие)(?= *([?!.]|$))',
        'в|на|для|с|без|из|до|к|за|по')
    ) as w (language, opening, pronoun, fragment)
   where w.language = follow_up_words.language;
  if not found then
    opening := 'and|but|or|what about|how about|no,|not (the|that|this)|i mean(t)?';
    pronoun := 'its?|they|them|theirs?|he|him|his|she|hers?|this|that|these|those|both|neither'
      '|(the|that|this|which|other|another|same|\w+er|\w+est|first|second|third|last) ones?|ones|what else'
      '|anything else|(the )?(same|former|latter|others?)(?= *(\?|$))|the (same|former|latter)'
      '|which (is|are|has|would)';
    fragment := 'the|in|on|at|for|with|without|from|to|by|of|after|before|during|within|until|as';
  end if;
end
$$;
comment on function howdah_internal.follow_up_words is
  'How a language goes on from what was said (opening), what stands for something that was said (pronoun) and what a '
  'part of a sentence begins with (fragment), as regular expressions over lower-case text; English where it is not '
  'known.';
