begin;
select plan(17);

select lives_ok($$select howdah.set_setting('max_attempts', '3')$$, 'a setting is changed');
select is(howdah.setting('max_attempts'), '3', 'and says so');
create temp table before as select updated_at from howdah.settings where name = 'max_attempts';
select howdah_test.set_time('2030-01-01') is null as later;
select howdah.set_setting('max_attempts', '3') is null as again;
select results_eq(
  $$select updated_at from howdah.settings where name = 'max_attempts'$$, 'select * from before',
  'the same value again changes nothing'
);
select lives_ok(
  $$select howdah.set_setting('default_chat_model', 'local/local-chat'),
    howdah.set_setting('default_chat_model', null)$$,
  'null gives the choice of a default model back'
);
select throws_ok(
  $$select howdah.set_setting('max_attempts', null)$$, '22004', null, 'other settings need a value'
);
select throws_ok(
  $$select howdah.set_setting('max_attempts', '0')$$, '22023', null,
  'a value out of range is refused'
);
select throws_ok(
  $$select howdah.set_setting('tenancy', E'single\nrequired')$$, '22023', null,
  'so is one that fits by a line only'
);
select throws_ok(
  $$select howdah.set_setting('no_such', '1')$$, 'PT404', null, 'an unknown name is refused'
);

select ok(howdah.set_setting('answer_sources', 8), 'a number is taken');
select ok(howdah.set_setting('answer_sources', 8.0::float8) and howdah.set_setting('answer_sources', 8.0),
  'of any type');
select is(howdah.setting('answer_sources'), '8', 'and written as the setting has it');
select howdah.set_setting('index_embeddings', false), howdah.set_setting('cache_scope', '"tenant"'::jsonb);
select is(
  (select array_agg(value order by name) from howdah.settings where name in ('index_embeddings', 'cache_scope')),
  '{tenant,off}', 'false is off, and a JSON string its text'
);
select throws_ok(
  $$select howdah.set_setting('answer_sources', 8.5)$$, '22023', null, 'half a source is refused'
);
select throws_ok(
  $$select howdah.set_setting('default_chat_model', 'nonsense')$$, 'PT404', null, 'a model must be registered'
);
select throws_ok(
  $$select howdah.set_setting('default_chat_model', 'local/local-embedding')$$, '22023', null, 'and one that answers'
);
set local role howdah_admin;
select lives_ok(
  $$select howdah.set_setting('max_attempts', '4')$$, 'an administrator may change settings'
);
set local role howdah_app;
select throws_ok(
  $$select howdah.set_setting('max_attempts', '5')$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
