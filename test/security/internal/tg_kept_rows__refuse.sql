begin;
select plan(19);

select is(howdah.activate_prompt('support', howdah.create_prompt_version('support', 'one')), null,
  'a version is active');
select throws_ok(t.change, 'PT409', t.message, format('%s is refused, also to the owner', t.change))
  from (values
    ('update howdah_internal.prompt_versions set content = ''other''', 'prompt versions cannot be changed or deleted'),
    ('delete from howdah_internal.prompt_versions', null),
    ('truncate howdah_internal.prompt_versions cascade', null),
    ('update howdah.prompt_label_history set reason = ''other''',
     'the history of a label cannot be changed or deleted'),
    ('delete from howdah.prompt_label_history', null),
    ('truncate howdah.prompt_label_history', null),
    ('update howdah.model_prices set input_cents_per_mtok = 1', 'prices cannot be changed or deleted'),
    ('update howdah.model_prices set model = model || ''x''', null),
    ('delete from howdah.model_prices', null),
    ('truncate howdah.model_prices', null)
  ) as t (change, message);
set local session_replication_role = replica;
select throws_ok('delete from ' || t, 'PT409', null, format('replication does not get around it: %s', t))
  from unnest(array['howdah_internal.prompt_versions', 'howdah.prompt_label_history', 'howdah.model_prices']) as t;

set local session_replication_role = origin;
select throws_ok(t.change, 'PT409', null, t.change || ' is refused')
  from (values
    ('update howdah_internal.prompt_versions set author = ''bob'''),
    ('update howdah_internal.prompt_versions set author = null, content = ''other'''),
    ('update howdah.model_prices set note = ''x'', input_cents_per_mtok = 1')
  ) as t (change);
update howdah_internal.prompt_versions set author = null;
update howdah.prompt_label_history set changed_by = null;
select lives_ok('update howdah.model_prices set source = ''seen'', source_date = ''2026-12-01'', withdrawn_at = now()',
  'what is said of a price may change, what it is may not');
select is_empty('select * from howdah.verify()', 'but the name of somebody who is to be forgotten may go');

select * from finish();
rollback;
