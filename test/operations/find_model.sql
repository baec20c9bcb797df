begin;
select plan(7);

create temp view chat as select id from howdah.models where provider = 'local' and name = 'local-chat';
insert into howdah.model_aliases (alias, model_id) select 'fast', id from chat;

select is(
  howdah.find_model('local/local-chat', 'chat'), (select id from chat),
  'a model is found by provider and name'
);
select is(howdah.find_model('fast', 'chat'), (select id from chat), 'and by alias');
select throws_ok(
  $$select howdah.find_model('local-chat', 'chat')$$, 'PT404', null, 'the name alone is not enough'
);
select throws_ok($$select howdah.find_model(null, 'chat')$$, 'PT404', null, 'null is no model');
select throws_ok(
  $$select howdah.find_model('fast', 'embedding')$$, '22023', null,
  'a model of the other kind is refused'
);

set local role howdah_app;
select lives_ok($$select howdah.find_model('fast', 'chat')$$, 'an application may ask');
set local role howdah_worker;
select throws_ok(
  $$select howdah.find_model('fast', 'chat')$$, '42501', null, 'a worker is told its model'
);

select * from finish();
rollback;
