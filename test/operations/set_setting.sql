begin;
select plan(10);

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
  $$select howdah.set_setting('default_chat_model', 'local/local-chat'), howdah.set_setting('default_chat_model', null)$$,
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
