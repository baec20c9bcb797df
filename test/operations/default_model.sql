begin;
select plan(6);

select is(
  howdah.default_model('chat'), howdah.find_model('local/local-chat', 'chat'),
  'answers come from the local model'
);
select is(
  howdah.default_model('embedding'), howdah.find_model('local/local-embedding', 'embedding'), 'vectors too'
);
insert into howdah.models (provider, name, kind) values ('maker', 'm', 'chat');
select howdah.set_setting('default_chat_model', 'maker/m') is null as changed;
select is(
  howdah.default_model('chat'), howdah.find_model('maker/m', 'chat'),
  'until the setting names another'
);
select howdah.set_setting('default_chat_model', 'maker/gone') is null as changed;
select throws_ok(
  $$select howdah.default_model('chat')$$, 'PT404', null,
  'a setting that names no model is an error'
);

set local role howdah_app;
select lives_ok($$select howdah.default_model('embedding')$$, 'an application may ask');
set local role howdah_analyst;
select throws_ok($$select howdah.default_model('embedding')$$, '42501', null, 'an analyst may not');

select * from finish();
rollback;
