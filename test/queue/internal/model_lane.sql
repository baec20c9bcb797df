begin;
select plan(6);
select is(howdah_internal.model_lane(howdah_internal.default_model('chat'), 'interactive'),
  'local/local-chat/interactive',
  'a lane is named by provider, model and class');
select is((select (provider, class, paused_until)::text from howdah.lanes where name = 'local/local-chat/interactive'),
  '(local,interactive,)', 'and is made when it is not there');
update howdah.lanes set max_running = 3;
select howdah_internal.model_lane(howdah_internal.default_model('chat'), 'interactive');
select is((select max_running from howdah.lanes), 3, 'again changes nothing');
select throws_ok($$select howdah_internal.model_lane(-1, 'bulk')$$, 'P0002', null, 'an unknown model is refused');
select throws_ok($$select howdah_internal.model_lane(howdah_internal.default_model('chat'), 'slow')$$, '23514', null,
  'an unknown class is refused');
set local role howdah_app;
select throws_ok($$select howdah_internal.model_lane(1, 'bulk')$$, '42501', null,
  'the application may not make lanes of models');
select * from finish();
rollback;
