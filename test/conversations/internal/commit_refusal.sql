begin;
select plan(2);
select isnt(howdah_internal.commit_refusal(), null, 'the server says why there is no commit');
set local role howdah_worker;
select throws_ok('select howdah_internal.commit_refusal()', '42501', null, 'not for workers');
select * from finish();
rollback;
