-- An install that is not whole is the first that status and doctor say.
begin;
select plan(4);
delete from howdah_internal.workers;
update howdah.schedules set next_run_at = howdah.next_run(schedule);
create function pg_temp.said() returns text language sql as $$
  select howdah.status() ->> 'state' || ': ' || (howdah.status() ->> 'summary') $$;
select is((select count(*) from howdah_internal.wait_findings()), 0::bigint, 'when all is there it says nothing');
savepoint whole;
revoke usage on schema howdah from howdah_app;
select matches(pg_temp.said(), '^needs attention: schema howdah: howdah_app may not use it: run  howdah install ',
  'who is shut out');
rollback to whole;
drop policy documents_app_reads on howdah.documents;
select matches(pg_temp.said(), '^needs attention: schema howdah: policies are missing.*howdah install ',
  'policies that are gone');
rollback to whole;
set client_min_messages = error;
drop extension vector cascade;
select matches((select concat_ws(': ', subject, finding, advice) from howdah.doctor() limit 1),
  '^extension vector: it is gone.*restore a backup', 'an extension that is gone');
select * from finish();
rollback;
