begin;
select plan(24);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select set_config(
  't.leave', howdah.add_document('Ten days of leave a year.', 'leave.md', private => false)::text, true);
select set_config('t.mine', howdah.add_document('My own leave is in May.', 'mine.md', private => true)::text, true);
select howdah.act_as('bob', 'acme');

set local role howdah_app;
select results_eq(
  $$select source, mode, rank from howdah.logged_search('leave', mode => 'keyword')$$,
  $$select source, mode, rank from howdah.search('leave', mode => 'keyword')$$,
  'what search finds'
);
select results_eq(
  $$select source from howdah.logged_search('leave', 10, 'default', '{}', 'keyword', null, true, 1000)$$,
  $$values ('leave.md')$$, 'all arguments in their places: bob does not see what is ann''s'
);
select is((select count(*) from howdah.logged_search('zebra', mode => 'keyword')), 0::bigint, 'nothing is found too');
reset role;
select results_eq(
  $$select a.tenant_id, a.function, a.outcome, a.error_code, a.document_ids, a.document_versions, a.cited_ids,
           a.query_hash = sha256('leave'), p.user_id, a.login = session_user
      from howdah.access_log as a join howdah_internal.pseudonyms as p on p.id = a.reader
     order by cardinality(a.document_ids) desc, a.id$$,
  format($$values
    ('acme', 'logged_search', 'found', null, array[%1$L]::uuid[], '{1}'::int[], '{}'::uuid[], true, 'bob', true),
    ('acme', 'logged_search', 'found', null, array[%1$L]::uuid[], '{1}'::int[], '{}'::uuid[], true, 'bob', true),
    ('acme', 'logged_search', 'found', null, '{}'::uuid[], '{}'::int[], '{}'::uuid[], false, 'bob', true)$$,
    current_setting('t.leave')::uuid),
  'a row each: who, what, which version'
);
select is((select count(*) from howdah_internal.access_log_texts), 0::bigint, 'no text');
select howdah.set_setting('access_log_text', 'on');
set local role howdah_app;
select from howdah.logged_search(' leave ', mode => 'keyword');
reset role;
select is((select string_agg(query, '|') from howdah_internal.access_log_texts), ' leave ', 'the text by setting');
select is((select count(*) from howdah.access_log where query_hash = sha256('leave')), 3::bigint,
  'the hash is without the space around it');

-- What rolls back leaves no row, what is refused does.
savepoint before_search;
select from howdah.logged_search('leave');
rollback to before_search;
select is((select count(*) from howdah.access_log), 4::bigint, 'a rolled-back search leaves no row');
select throws_ok($$select from howdah.logged_search('leave', 0)$$, '22023', null, 'bad input is an error');
select throws_ok($$select from howdah.logged_search('')$$, '22023', null, 'so is no question');
select throws_ok($$select from howdah.logged_search(null)$$, '22004', null, 'or null');
select throws_ok($$select from howdah.logged_search('leave', collection => 'none')$$, 'PT404', null,
  'or no collection');
select is((select count(*) from howdah.access_log), 4::bigint, 'which leaves no row');
select howdah.set_setting('tenancy', 'required');
select howdah.act_as('bob');
set local role howdah_app;
select is((select count(*) from howdah.logged_search('leave')), 0::bigint, 'a refused one shows nothing');
reset role;
select results_eq(
  $$select tenant_id, outcome, error_code, cardinality(document_ids) from howdah.access_log where outcome = 'refused'$$,
  $$values ('*', 'refused', '28000', 0)$$, 'and leaves a row'
);
select howdah.set_setting('tenancy', 'single');

-- Where a log is required.
select howdah.set_setting('access_log', 'required');
select howdah.act_as('ann', 'acme');
select throws_matching($$select from howdah.search('leave')$$, 'access log', 'search is refused, to the owner too');
set local role howdah_app;
select throws_ok($$select from howdah.search('leave')$$, '42501', null, 'search is refused');
select throws_ok(format('select from howdah.similar_documents(%L)', current_setting('t.leave')::uuid), '42501', null,
  'so are similar documents');
select throws_ok('select from howdah.neighbouring_chunks(array[1])', '42501', null, 'and neighbouring passages');
set local howdah.logs_search to 'on';
select throws_ok($$select from howdah.search('leave')$$, '42501', null, 'whatever the application sets');
select results_eq(
  $$select source from howdah.logged_search('leave', mode => 'keyword') order by 1$$,
  $$values ('leave.md'), ('mine.md')$$,
  'logged_search answers'
);
select throws_ok($$select from howdah.search('leave')$$, '42501', null, 'and search is refused after it');
reset role;
set local role howdah_admin;
select throws_ok($$select from howdah.logged_search('leave')$$, '42501', null, 'an administrator searches nothing');
reset role;
select is_empty('select * from howdah.verify()', 'all is in order');
select * from finish();
rollback;
