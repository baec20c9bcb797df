begin;
select plan(13);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.set_setting('access_log', 'answers');
select howdah.act_as('ann', 'acme');
select set_config(
  't.leave', howdah.add_document('Ten days of leave a year.', 'leave.md', private => false)::text, true);
select set_config('t.mine', howdah.add_document('My own leave is in May.', 'mine.md', private => true)::text, true);
select from howdah.logged_search('leave', mode => 'keyword');
select howdah_test.set_time('2026-03-02 12:00Z');
select howdah.add_document('Twelve days of leave a year.', 'leave.md', private => false);
select from howdah.logged_search('year', mode => 'keyword');

-- An answer that cites the first of its sources.
select howdah.send_message(howdah.start_conversation(), 'How many days of leave a year?');
select howdah_test.answer(j.job_id, j.token, 'Twelve [1].')
  from howdah.claim_jobs('w', '{local/local-chat/interactive}') as j;
select howdah_test.set_time('2026-03-03 12:00Z');
select howdah.delete_document(current_setting('t.mine')::uuid);
select from howdah.act_as('bob', 'acme') as me, howdah.logged_search('leave', mode => 'keyword');

set local role howdah_app;
select howdah.act_as('ann', 'acme');
select results_eq(
  $$select source, versions, found_count, cited_count, first_at, last_at from howdah.documents_of_user('ann')
     order by source nulls last$$,
  $$values ('leave.md', '{1,2}'::int[], 3::bigint, 1::bigint, '2026-03-01 12:00Z'::timestamptz,
      '2026-03-02 12:00Z'::timestamptz),
    (null, '{1}', 2, 0, '2026-03-01 12:00Z', '2026-03-02 12:00Z')$$,
  'the user''s own: found and cited, and what is gone'
);
select results_eq(
  $$select source, found_count from howdah.documents_of_user('ann', until => '2026-03-02 12:00Z')
     order by 1 nulls last$$,
  $$values ('leave.md', 1::bigint), (null, 1)$$, 'to before until'
);
select results_eq(
  $$select source, found_count from howdah.documents_of_user('ann', since => '2026-03-02 12:00Z')
     order by 1 nulls last$$,
  $$values ('leave.md', 2::bigint), (null, 1)$$, 'from since on'
);
select throws_ok($$select from howdah.documents_of_user('bob')$$, '42501', null, 'not those of others');
select throws_ok($$select from howdah.documents_of_user(null)$$, '22004', null, 'user_id is required');
select howdah.act_as(null, 'acme');
select throws_ok($$select from howdah.documents_of_user('ann')$$, '42501', null, 'nobody reads nobody''s');
select throws_ok(format('select from howdah.readers_of_document(%L)', current_setting('t.leave')::uuid), '42501', null,
  'who reads is for the administrator');
set local role howdah_admin;
select results_eq(
  $$select source, found_count from howdah.documents_of_user('bob')$$, $$values ('leave.md', 1::bigint)$$,
  'the administrator reads those of all'
);
select results_eq(
  format('select user_id, versions, found_count, cited_count, first_at, last_at from howdah.readers_of_document(%L)',
    current_setting('t.leave')::uuid),
  $$values ('bob', '{2}'::int[], 1::bigint, 0::bigint, '2026-03-03 12:00Z'::timestamptz,
      '2026-03-03 12:00Z'::timestamptz),
    ('ann', '{1,2}', 3, 1, '2026-03-01 12:00Z', '2026-03-02 12:00Z')$$,
  'the readers of a document, the latest first'
);
select results_eq(
  format($q$select user_id, found_count from howdah.readers_of_document(%L, '2026-03-02', '2026-03-03')$q$,
    current_setting('t.leave')::uuid),
  $$values ('ann', 2::bigint)$$, 'of a time'
);
select is((select count(*) from howdah.readers_of_document(current_setting('t.mine')::uuid)), 1::bigint,
  'also of one that is gone');
select throws_ok('select from howdah.readers_of_document(null)', '22004', null, 'document_id is required');
select howdah.act_as(null, 'beta');
select is_empty(
  format($q$select 1 from howdah.documents_of_user('ann') union all select 1 from howdah.readers_of_document(%L)
    union all select 1 from howdah.access_log$q$, current_setting('t.leave')::uuid),
  'of the own tenant only'
);
select * from finish();
rollback;
