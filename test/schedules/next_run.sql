begin;
select plan(12);
select is(howdah.next_run('0 3 * * *', 'UTC', '2026-03-01 03:00Z'), '2026-03-02 03:00Z', 'after, not at');
select is(howdah.next_run('30 2 * * *', 'Europe/Berlin', '2026-03-28 12:00Z'), '2026-03-29 01:30Z',
  'a time that does not exist is due as much later: 03:30');
select is(howdah.next_run('30 2 * * *', 'Europe/Berlin', '2026-10-24 12:00Z'), '2026-10-25 00:30Z',
  'a time that comes twice: the first');
select is(howdah.next_run('30 2 * * *', 'Europe/Berlin', '2026-10-25 00:30Z'), '2026-10-26 01:30Z', 'and once only');
select is(howdah.next_run('30 * * * *', 'Europe/Berlin', '2026-10-25 00:30Z'), '2026-10-25 01:30Z',
  'every hour follows the time that passes');
select is(howdah.next_run('45 * * * *', 'Australia/Lord_Howe', '2026-04-04 14:45Z'), '2026-04-04 15:15Z',
  'where half an hour is set back too');
select is(howdah.next_run('0 0 29 2 *', 'UTC', '2096-03-01'), '2104-02-29 00:00Z', '29 February, eight years away');
select is(howdah.next_run('0 0 30 2 *'), null, '30 February never');
select throws_ok($$select howdah.next_run('0 0 * * *', 'Mars/Olympus')$$, '22023', null, 'an unknown zone is refused');
select throws_ok($$select howdah.next_run('0 0 * * *', 'CEST')$$, '22023', null, 'an abbreviation is refused');
select is(howdah.next_run('0 0 * * *', null, null), howdah.next_run('0 0 * * *'), 'null is the default');
set local role howdah_app;
select lives_ok($$select howdah.next_run('0 0 * * *')$$, 'anyone may ask');
select * from finish();
rollback;
