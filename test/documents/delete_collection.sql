begin;
select plan(9);
select howdah.act_as('ann', 'acme');
select howdah.create_collection('manuals');
select howdah.add_document('Of all.', 'a.md', collection => 'manuals', private => false);
select howdah.add_document('Of ann.', 'b.md', collection => 'manuals', private => true);
select howdah.add_document('Elsewhere.', 'a.md', collection => 'other', private => false);
select howdah.act_as('bob', 'globex');
select howdah.add_document('Of another tenant.', 'a.md', collection => 'manuals', private => false);
select howdah.act_as(null, 'acme');
select is(howdah.delete_collection('manuals'), 2, 'it goes with all documents, also those of users');
select results_eq($$select content from howdah.documents order by content$$,
  $$values ('Elsewhere.'), ('Of another tenant.')$$, 'others and other tenants keep theirs');
select results_eq($$select tenant_id from howdah.collections where name = 'manuals'$$, $$values ('globex')$$,
  'the collection is gone');
select is((select count(*) from howdah_internal.jobs where kind = 'embed_chunk'), 2::bigint, 'and what waited for it');
select throws_ok($$select howdah.delete_collection('manuals')$$, 'PT404', null, 'one that is not there is not found');
select throws_ok($$select howdah.delete_collection(null)$$, '22004', null, 'a name is required');
select howdah.act_as(null, 'default');
create table public.pages (id integer primary key, body text);
insert into public.pages values (1, 'A page.');
select howdah.watch_table('pages', '{body}', collection => 'pages');
select howdah.sync_watched();
select throws_ok($$select howdah.delete_collection('pages')$$, 'PT409', null,
  'while a table is watched for it, it stays');
select howdah.unwatch_table('pages');
select is(howdah.delete_collection('pages'), 1, 'afterwards it goes');
set local role howdah_app;
select throws_ok($$select howdah.delete_collection('other')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
