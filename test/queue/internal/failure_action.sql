begin;
select plan(10);
select is(howdah_internal.failure_action('rate_limited', null), 'pause', 'a rate limit makes everybody wait');
select is(howdah_internal.failure_action('anything', 429), 'pause', 'so does any 429');
select is(array(select howdah_internal.failure_action('http_error', s)
  from unnest('{401,402,403,404}'::integer[]) as s),
  '{refused,refused,refused,refused}', 'a wrong key, bill or model lets nobody through');
select is(array(select howdah_internal.failure_action('http_error', s) from unnest('{400,413,422}'::integer[]) as s),
  '{permanent,permanent,permanent}', 'a bad request stays bad');
select is(howdah_internal.failure_action('context_length_exceeded', null), 'permanent',
  'a text that is too long stays too long');
select is(howdah_internal.failure_action('empty_answer', null), 'permanent', 'a limit that thinking uses up stays');
select is(array(select howdah_internal.failure_action('http_error', s)
  from unnest('{500,503,408,null}'::integer[]) as s),
  '{transient,transient,transient,transient}', 'everything else is tried again');
select is(howdah_internal.failure_action(null, null), 'transient', 'an unknown failure too');
set local role howdah_worker;
select throws_ok($$select howdah_internal.failure_action('timeout', null)$$, '42501', null,
  'a worker does not call it itself');
set local role howdah_app;
select throws_ok($$select howdah_internal.failure_action('timeout', null)$$, '42501', null, 'nor does the application');
select * from finish();
rollback;
