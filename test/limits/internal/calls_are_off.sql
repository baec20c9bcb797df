begin;
select plan(3);
select is(howdah_internal.calls_are_off(), false, 'calls are on');
select howdah.stop_calls();
select is(howdah_internal.calls_are_off(), true, 'they are off');
set local role howdah_app;
select throws_ok('select howdah_internal.calls_are_off()', '42501', null, 'an application has no need to ask');
select * from finish();
rollback;
