begin;
select plan(5);

select is(
  howdah_internal.default_model('chat'), howdah_internal.find_model('local/local-chat', 'chat'),
  'answers come from the local model'
);
select is(
  howdah_internal.default_model('embedding'), howdah_internal.find_model('local/local-embedding', 'embedding'),
    'vectors too'
);
insert into howdah.models (provider, name, kind) values ('maker', 'm', 'chat');
select howdah.set_setting('default_chat_model', 'maker/m') is null as changed;
select is(
  howdah_internal.default_model('chat'), howdah_internal.find_model('maker/m', 'chat'),
  'until the setting names another'
);
update howdah.settings set value = 'maker/gone' where name = 'default_chat_model';
select throws_ok(
  $$select howdah_internal.default_model('chat')$$, 'PT404', null,
  'a setting that names no model is an error'
);

set local role howdah_app;
select throws_ok($$select howdah_internal.default_model('embedding')$$, '42501', null,
  'no application calls it itself');

select * from finish();
rollback;
