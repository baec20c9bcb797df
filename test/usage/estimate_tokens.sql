begin;
select plan(11);
create function pg_temp.tokens(variadic texts text[]) returns integer[] language sql as $$
  select array_agg(howdah.estimate_tokens(t) order by n) from unnest(texts) with ordinality as u (t, n)
$$;
select is(pg_temp.tokens('', 'a', 'the cat'), array[0, 1, 2], 'it is rounded');
select is(howdah.estimate_tokens(null), null, 'null of null');
select howdah.register_model('acme', 'big', 'chat', alias => 'big');
update howdah.models set token_ratio = 1.5 where name = 'big';
select is(howdah.estimate_tokens(repeat('a cat ', 500), 'acme/big'),
  round(howdah_internal.text_weight(repeat('a cat ', 500)) / 4.0 * 1.5)::integer,
  'a model whose provider counts more has more');
select is(howdah.estimate_tokens('a cat', 'big'), howdah.estimate_tokens('a cat', 'acme/big'),
  'by its alias too');
select is(howdah.estimate_tokens('the cat', 'local/local-chat'), 2,
  'one that nothing was learned of has the plain count');
select is(howdah.estimate_tokens('the cat', 'no such model'), 2, 'also one that nobody knows');
select throws_ok($$update howdah.models set token_ratio = 2.1 where name = 'big'$$, '23514', null,
  'no ratio is more than two');
select throws_ok($$update howdah.models set token_ratio = 0.4 where name = 'big'$$, '23514', null,
  'nor less than a half');
select is(
  (select max(abs(c.token_count - howdah.estimate_tokens(c.content)))
     from howdah.chunk_text(repeat('Wir messen. 机器学习。 Привет, мир! ไทย 🙂🙂 ', 200), 60, 10) as c), 0,
  'chunk_text counts the same');
select is(
  (select count(*) from howdah.chunk_text(repeat('🙂', 500), 16, 0) as c where c.token_count > 16), 0::bigint,
  'and keeps to it where a letter is two tokens');
set local role howdah_app;
select is(howdah.estimate_tokens('机器'), 2, 'applications may ask');
select * from finish();
rollback;
