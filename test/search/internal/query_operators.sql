begin;
select plan(34);
create function pg_temp.taken(query text) returns text language sql as $$
  select string_agg(left(role, 1) || ':' || word, ' ' order by place) from howdah_internal.query_operators(query)
$$;
select is(pg_temp.taken('refunds -shipping'), 'w:refunds e:shipping', 'a word behind a minus is excluded');
select is(pg_temp.taken('refunds -shipping, -"gift cards".'), 'w:refunds e:shipping e:gift cards', 'and a phrase');
select is(pg_temp.taken('退款 -运费'), 'w:退款 e:运费', 'a word of one letter too where letters are words');
select is(pg_temp.taken('a -self-service'), 'w:a e:self-service', 'and one with a hyphen');
select is(pg_temp.taken(q), w, q || ': nothing is excluded') from (values
  ('ssh -L', 'w:ssh w:-L'), ('docker run -d', 'w:docker w:run w:-d'), ('-v', 'w:-v'), ('--dry-run', 'w:--dry-run'),
  ('-shipping', 'w:-shipping'), ('-a -shipping --x', 'w:-a w:-shipping w:--x'), ('sum -5', 'w:sum w:-5'),
  ('gcc -std=c99', 'w:gcc w:-std=c99'), ('git --amend', 'w:git w:--amend'), ('a OR -shipping', 'w:a w:OR w:-shipping'),
  ('gift - shipping', 'w:gift w:- w:shipping'), ('e-mail', 'w:e-mail')
) as v (q, w);
select is(pg_temp.taken('"gift cards" photo'), 'd:gift cards w:photo', 'a phrase is demanded');
select is(pg_temp.taken(q), 'd:gift cards', q || ' is a phrase') from (values ('“gift cards”'), ('„gift cards“'),
  ('”gift cards”'), ('« gift cards »'), ('»gift cards«'), ('＂gift cards＂'), ('"gift cards".')) as v (q);
select is(pg_temp.taken('12" pipe and 5" valve'), 'w:12 w:pipe w:and w:5 w:valve', 'inches are no quotes');
select is(pg_temp.taken('print("x y") "open'), 'w:print("x w:y w:open', 'nor those of code, or one alone');
select is(pg_temp.taken('"gift cards" OR damage fee'), 'd:gift cards o:OR d:damage w:fee', 'one of two is demanded');
select is((select array_agg(part) from howdah_internal.query_operators('a OR b OR "c d" "e"') where role = 'demanded'),
  '{1,1,1,2}', 'or of three, and a phrase');
select is(pg_temp.taken('IBM OR SAP'), 'd:IBM o:OR d:SAP', 'of capitals too, where nothing else is asked');
select is(pg_temp.taken('RETURN OR SEND IT'), 'w:RETURN w:OR w:SEND w:IT', 'but not in a sentence of capitals');
select is(pg_temp.taken(q), w, q || ': no operator') from (values
  ('OR a', 'w:OR w:a'), ('a OR', 'w:a w:OR'), ('a or b', 'w:a w:or w:b')) as v (q, w);
select is(howdah_internal.query_words('"gift cards" OR damage -"in store" -shipping'), 'gift cards damage shipping',
  'what ranks are the words, but not those of an excluded phrase');
select * from finish();
rollback;
