begin;
select plan(6);
create function pg_temp.model(max_input_tokens integer, ratio numeric default 1) returns howdah.models language sql
  as $$
  select row(m.*)::howdah.models from (
    select (jsonb_populate_record(null::howdah.models, jsonb_build_object(
      'id', 1, 'max_input_tokens', max_input_tokens, 'token_ratio', ratio))).*) as m $$;
create temp table f as select * from howdah_internal.fit_documents(
  pg_temp.model(null), 'how long', array[repeat('word ', 100), 'short']);
select is((select (query, documents)::text from f), ('how long', array[repeat('word ', 100), 'short'])::text,
  'where nobody knows what the model takes all is sent');
select is((select input_tokens from f), 2 * howdah.estimate_tokens('how long') + howdah.estimate_tokens(repeat('word ',
  100))
  + howdah.estimate_tokens('short'), 'it reads the query with every document');
truncate f;
insert into f select * from howdah_internal.fit_documents(pg_temp.model(50), 'how long', array[repeat('word ', 100),
  'short']);
select ok((select howdah.estimate_tokens(query) + howdah.estimate_tokens(documents[1]) between 35 and 43 from f),
  'query and document together are what it takes, less what an estimate may be short of');
select is((select documents[2] from f), 'short', 'what fits stays');
truncate f;
insert into f select * from howdah_internal.fit_documents(pg_temp.model(50, 2), 'how long', array[repeat('word ',
  100)]);
select ok((select input_tokens between 35 and 43 from f), 'in the tokens of the model');
truncate f;
insert into f select * from howdah_internal.fit_documents(
  pg_temp.model(50), repeat('long ', 500), array[repeat('word ', 100)]);
select ok((select howdah.estimate_tokens(query) between 17 and 22
    and howdah.estimate_tokens(documents[1]) between 17 and 22
  from f), 'a long query leaves half of it to the document');
select * from finish();
rollback;
