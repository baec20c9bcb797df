begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'big');
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 50);
select howdah.act_as('bob', 'small');
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 2);
select howdah.act_as('cid', 'tiny');
select howdah.enqueue('report', '{}', 'reports');

create temp table turns as
  select n, (howdah_internal.claim_from_lane('w', 'reports', 1, '1 minute'))[1] as id from generate_series(1, 6) as n;
select results_eq(
  'select tenant_id from turns join howdah_internal.jobs using (id) order by n', array['big', 'small', 'tiny', 'big',
    'small', 'big'],
  'tenants take turns, and a backlog makes nobody wait'
);
select howdah.act_as('dan', 'zoo');
select howdah.enqueue('report', '{}', 'reports');
create temp table rest as select unnest(howdah_internal.claim_from_lane('w', 'reports', 100, '1 minute')) as id;
select is((select count(distinct tenant_id) from rest join howdah_internal.jobs using (id)), 1::bigint,
  'a claim never mixes tenants');
select howdah_internal.claim_from_lane('w', 'reports', 100, '1 minute');
select is(howdah_internal.claim_from_lane('w', 'reports', 100, '1 minute'), null, 'an empty lane gives null');
select is(howdah_internal.claim_from_lane('w', 'nowhere', 100, '1 minute'), null, 'so does a lane that is not there');

select howdah.enqueue('late', '{}', 'late', deadline => '2026-03-01 11:00Z');
select is(howdah_internal.claim_from_lane('w', 'late', 1, '1 minute'), null, 'a job past its deadline is not run');
select is((select error_code from howdah_internal.jobs where kind = 'late'), 'expired', 'it is given up as expired');
select is((select token from howdah_internal.jobs where kind = 'late'), null, 'and carries no token');

set local role howdah_worker;
select throws_ok($$select howdah_internal.claim_from_lane('w', 'reports', 1, '1 minute')$$, '42501', null,
  'a worker may not claim past claim_jobs');
set local role howdah_app;
select throws_ok($$select howdah_internal.claim_from_lane('w', 'reports', 1, '1 minute')$$, '42501', null,
  'nor may the application');
select * from finish();
rollback;
