begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select is(howdah.set_schedule('embedding-check', '0 4 * * mon', 'Europe/Berlin'), '2026-03-02 03:00Z',
  'it says when it is due next');
select is(howdah.set_schedule('embedding-check'), '2026-03-02 03:00Z', 'null keeps what is there');
select is(howdah.set_schedule('embedding-check', is_enabled => false), null, 'off');
select is(howdah.set_schedule('embedding-check', is_enabled => true), '2026-03-02 03:00Z', 'and on');
select throws_ok($$select howdah.set_schedule('embedding-check', '0 0 31 2 *')$$, '22023', null,
  'never due is refused');
select throws_ok($$select howdah.set_schedule('nothing')$$, 'PT404', null, 'an unknown name is refused');
select throws_ok($$select howdah.set_schedule(null)$$, '22004', null, 'null is refused');
set local role howdah_admin;
select lives_ok($$select howdah.set_schedule('embedding-check', '0 5 * * *')$$, 'an administrator may');
set local role howdah_app;
select throws_ok($$select howdah.set_schedule('embedding-check', '0 6 * * *')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
