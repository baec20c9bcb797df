begin;
select plan(7);
select howdah.enqueue('report', '{}', 'reports');
select is(howdah.pause_lane('reports'), true, 'a lane is paused');
select is((select (paused_until, pause_reason)::text from howdah.lanes), '(infinity,"paused by hand")',
  'until somebody resumes it, and the reason is there');
select is_empty($$select howdah.claim_jobs('w', '{reports}')$$, 'nobody claims from it');
select throws_ok($$select howdah.pause_lane('nowhere')$$, 'PT404', null, 'an unknown lane is refused');
set local role howdah_admin;
select lives_ok($$select howdah.pause_lane('reports')$$, 'an admin may pause');
set local role howdah_worker;
select throws_ok($$select howdah.pause_lane('reports')$$, '42501', null, 'a worker may not');
set local role howdah_app;
select throws_ok($$select howdah.pause_lane('reports')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
