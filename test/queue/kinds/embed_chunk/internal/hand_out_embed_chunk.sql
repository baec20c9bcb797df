begin;
select plan(4);
select howdah.act_as('ann', 'acme');
select howdah.add_document(E'# Refunds\n\nThey take five days.', 'a.md', title => 'Handbook', private => false);
select howdah.add_document('Gone.', 'b.md', private => false);
create temp table ids as select array_agg(id order by id) as ids from howdah_internal.jobs;
select is((select content from ids, howdah_internal.hand_out_embed_chunk(ids) where job_id = ids[1]),
  E'Handbook\n\nRefunds\n\nThey take five days.', 'a chunk with the title of its document and its headings');
delete from howdah.chunks where content = 'Gone.';
select results_eq('select h.content is null from ids, howdah_internal.hand_out_embed_chunk(ids[2:2]) as h',
  array[true], 'a job whose chunk is gone stays, without a text');
set local role howdah_worker;
select throws_ok($$select howdah_internal.hand_out_embed_chunk('{1}')$$, '42501', null,
  'a worker may not read past claim_jobs');
set local role howdah_app;
select throws_ok($$select howdah_internal.hand_out_embed_chunk('{1}')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
