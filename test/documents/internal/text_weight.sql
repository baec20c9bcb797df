begin;
select plan(8);
create function pg_temp.tokens(content text) returns numeric language sql as $$
  select howdah_internal.text_weight(content) / 4.0
$$;
select is(howdah_internal.text_weight(null), null, 'nothing of nothing');
select is(howdah_internal.text_weight(''), 0, 'an empty text is no token');
select is(pg_temp.tokens('the'), 1.25, 'a word is at least one');
select ok(pg_temp.tokens(repeat('机', 549)) between 549 * 0.85 and 549 * 1.15, 'a Chinese letter is about one token');
select ok(pg_temp.tokens(repeat('🙂', 100)) between 100 and 200, 'an emoji one or two');
select ok(pg_temp.tokens(repeat('1234567890', 60)) between 200 and 230, 'digits come in threes');
select is(
  (select count(*) from unnest('{é,а,α,א,ا,न,ক,ไ,ა,あ,ア,中,한,🙂,“,　,ﷺ}'::text[]) as t
    where pg_temp.tokens(t) not between 0.25 and 4), 0::bigint, 'a letter of any script weighs something');
select is(
  (select count(*) from generate_series(1, 1114111, 997) as n
    where n not between 55296 and 57343 and howdah_internal.text_weight(chr(n)) is null), 0::bigint,
  'and so does any letter that there is');
select * from finish();
rollback;
