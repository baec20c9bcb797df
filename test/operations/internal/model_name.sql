begin;
select plan(3);

select is(
  howdah_internal.model_name(howdah_internal.find_model('local/local-chat', 'chat')), 'local/local-chat',
    'a model is named provider/model'
);
select is(howdah_internal.model_name(-1), null, 'an unknown model has no name');
select is(howdah_internal.model_name(null), null, 'nor has none');

select * from finish();
rollback;
