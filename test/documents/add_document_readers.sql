-- add_document(.., readers): who reads it, who may change that, and what is refused.
begin;
select plan(31);
select howdah.act_as(null, 'acme');
select howdah.set_group('sales', '{bob,cid}'), howdah.set_group('ann', '{}'), howdah.set_user('ann'),
  howdah.set_user('dan');
create function pg_temp.seen(who text) returns text language plpgsql as $$
declare v_seen text;
begin
  perform howdah.act_as(who, 'acme');
  set local role howdah_app;
  select string_agg(d.source, ' ' order by d.source collate "C") into v_seen from howdah.documents as d;
  reset role;
  return v_seen;
end $$;
create function pg_temp.add(who text, source text, content text, private boolean, readers text[]) returns uuid
language plpgsql as $$
declare v_id uuid;
begin
  perform howdah.act_as(who, 'acme');
  set local role howdah_app;
  v_id := howdah.add_document(content, source, private => private, readers => readers);
  reset role;
  return v_id;
end $$;
create temp table d as
select 'open' as name, pg_temp.add(null, 'open', 'Of all.', null, null) as id
union all select 'plan', pg_temp.add(null, 'plan', 'Of sales.', null, '{sales}')
union all select 'own', pg_temp.add('ann', 'own', 'Of Ann and sales.', null, '{group:sales}')
union all select 'secret', pg_temp.add('ann', 'secret', 'Of Ann.', null, null);
select is(pg_temp.seen('ann'), 'open own secret', 'an owner reads the own documents, whoever else does');
select is(pg_temp.seen('bob'), 'open own plan', 'a member of a reader reads them');
select is(pg_temp.seen('dan'), 'open', 'nobody else does');
select is(pg_temp.seen(null), 'open', 'nor an application without a user');
select is((select id from d where name = 'plan'), pg_temp.add(null, 'plan', 'Of sales, anew.', null, null),
  'who took it without a user takes it again');
select is(pg_temp.seen('bob') || '/' || pg_temp.seen('dan'), 'open own plan/open', 'and null keeps its readers');
select pg_temp.add(null, 'plan', 'Of sales, anew.', null, '{user:dan, sales}');
select is(pg_temp.seen('bob') || '/' || pg_temp.seen('dan'), 'open own plan/open plan', 'others are readers at once');
select is((select count(distinct (c.audience_id, d.audience_id)) = 1 and bool_and(c.audience_id = d.audience_id)
  from howdah.chunks as c join howdah.documents as d on d.id = c.document_id where d.source = 'plan'), true,
  'also of the passages, whose text is the same');
select pg_temp.add('ann', 'own', 'Of Ann and sales.', true, null);
select is(pg_temp.seen('bob') || '/' || pg_temp.seen('ann'), 'open plan/open own secret',
  'private takes it back to its owner');
select pg_temp.add(null, 'plan', 'Of sales, anew.', null, '{*}');
select is(pg_temp.seen('eve'), 'open plan', '* is everybody');
select pg_temp.add(null, 'plan', 'Of sales, anew.', false, '{sales}');
select is(pg_temp.seen('eve'), 'open', 'and may be taken back');
select howdah.set_group('sales', '{cid}');
select is(pg_temp.seen('bob') || '/' || pg_temp.seen('cid'), 'open/open plan', 'who leaves a group reads it no more');
select pg_temp.add('cid', 'plan', 'Of sales, by Cid.', false, null);
select is((select (content, version)::text from howdah.documents where source = 'plan'), '("Of sales, by Cid.",3)',
  'a reader of what nobody owns may replace it');
select throws_ok($$select pg_temp.add('bob', 'plan', 'Mine now.', false, null)$$, 'PT409',
  'the source is that of a document with other readers', 'nobody else may');
select throws_ok($$select pg_temp.add('bob', 'plan', 'Mine now.', false, '{user:bob}')$$, 'PT409', null,
  'nor become its reader');
select isnt(pg_temp.add('bob', 'plan', 'My own.', null, null), (select id from d where name = 'plan'),
  'the source is free for an own document');
select is((select content from howdah.documents where source = 'plan' and owner_id is null), 'Of sales, by Cid.',
  'and theirs stays');
select throws_ok($$select pg_temp.add(null, 'x', 'x', null, '{nobody}')$$, 'PT404',
  'readers has a name that is no group and no user', 'a name that is nobody''s is refused');
select throws_ok($$select pg_temp.add(null, 'x', 'x', null, '{group:dan}')$$, 'PT404',
  'readers has a name that is no group', 'as is a group that is none');
select throws_ok($$select pg_temp.add(null, 'x', 'x', null, '{ann}')$$, '22023',
  'readers has a name that is both a group and a user', 'and a name that is both');
select lives_ok($$select pg_temp.add(null, 'x', 'x', null, '{user:ann, user:zoe}')$$, 'which a prefix tells apart');
select is(pg_temp.seen('ann') || '/' || pg_temp.seen('zoe'), 'open own secret x/open x',
  'a user named so may come later');
select throws_ok($$select pg_temp.add(null, 'x', 'x', null, '{}')$$, '22023', 'readers is empty',
  'an empty list is nobody or everybody, so it is refused');
select throws_ok($$select pg_temp.add('ann', 'x', 'x', true, '{sales}')$$, '22023',
  'a private document has no readers', 'private and readers are one too many');
select throws_ok($$select pg_temp.add('ann', 'x', 'x', null, '{*}')$$, '22023',
  'readers is everybody, and the document has an owner', 'what has an owner is not everybody''s');
select throws_ok($$select pg_temp.add(null, 'x', 'x', null, '{sales,NULL}')$$, '22004', null, 'null is no reader');
select throws_ok(
  $$select pg_temp.add(null, 'x', 'x', null, array(select 'r' || n from generate_series(1, 1001) as n))$$,
  '22001', null,
  'more than 1,000 want a group');
select howdah.act_as('cid', 'acme');
set local role howdah_app;
select is((select string_agg(source, ' ' order by source) from howdah.search('Of sales', mode => 'keyword')), 'plan',
  'search finds what its user may read');
select throws_ok($$select howdah.delete_document(source => 'own')$$, 'PT404', null,
  'a reader deletes nothing of others');
select ok(howdah.delete_document(source => 'plan'), 'but what nobody owns');
reset role;
select is((select count(*) from howdah_internal.audiences), 3::bigint, 'equal sets are one');
select * from finish();
rollback;
