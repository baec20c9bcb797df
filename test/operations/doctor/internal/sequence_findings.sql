begin;
select plan(4);
select is((select count(*) from howdah_internal.sequence_findings()), 0::bigint, 'nothing of tables that are new');
select howdah.add_document('Ten days of leave.', 'a.md');
select is((select count(*) from howdah_internal.sequence_findings()), 0::bigint, 'nor of what howdah filled itself');
alter sequence howdah.chunks_id_seq restart;
create temp table found as
select subject, advice from howdah.doctor() where finding ~ 'begins at 1';
select results_eq('select subject from found', $$values ('table howdah.chunks')$$,
  'rows that came without their sequence');
do $$ begin execute (select advice from found); end $$;
select lives_ok($$select howdah.add_document('Twelve days of leave.', 'b.md')$$, 'the advice mends it');
select * from finish();
rollback;
