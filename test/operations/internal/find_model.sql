begin;
select plan(6);

create temp view chat as select id from howdah.models where provider = 'local' and name = 'local-chat';
insert into howdah.model_aliases (alias, model_id) select 'fast', id from chat;

select is(
  howdah_internal.find_model('local/local-chat', 'chat'), (select id from chat),
  'a model is found by provider and name'
);
select is(howdah_internal.find_model('fast', 'chat'), (select id from chat), 'and by alias');
select throws_ok(
  $$select howdah_internal.find_model('local-chat', 'chat')$$, 'PT404', null, 'the name alone is not enough'
);
select throws_ok($$select howdah_internal.find_model(null, 'chat')$$, 'PT404', null, 'null is no model');
select throws_ok(
  $$select howdah_internal.find_model('fast', 'embedding')$$, '22023', null,
  'a model of the other kind is refused'
);

set local role howdah_app;
select throws_ok(
  $$select howdah_internal.find_model('fast', 'chat')$$, '42501', null, 'no application calls it itself'
);

select * from finish();
rollback;
