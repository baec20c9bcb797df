begin;
select plan(16);
create table public.posts (id integer primary key, body text);
insert into public.posts values (1, 'One'), (2, 'Two');
select howdah.watch_table('posts', '{body}');
select howdah.watch_table('posts', '{body}', collection => 'second');
select howdah.sync_watched();
select is((select count(*) from howdah.documents), 4::bigint, 'one table may be watched for two collections');
select is(howdah.unwatch_table('posts', 'second', delete_documents => true), 2, 'one ends, with its documents');
select is((select count(*) from howdah.documents), 2::bigint, 'the other stays');
insert into public.posts values (3, 'Three');
select howdah.sync_watched();
select is((select count(*) from howdah.documents), 3::bigint, 'and goes on');
select is(howdah.unwatch_table('public.posts'), 0, 'it ends and deletes nothing');
select is((select count(*) from howdah.documents), 3::bigint, 'the documents stay');
delete from public.posts where id > 100;
select is_empty($$select from pg_trigger where tgrelid = 'posts'::regclass$$, 'no trigger is left');
select throws_ok($$select howdah.unwatch_table('posts')$$, 'PT404', null, 'not watched any more');
select throws_ok($$select howdah.unwatch_table(null)$$, '22004', null, 'a name is required');
select howdah.watch_table('posts', '{body}');
select howdah.sync_watched();
drop table public.posts;
select howdah.sync_watched();
select ok(exists (select from howdah.doctor()
  where finding = 'it stands still: the table or its triggers are gone'), 'a dropped table is told of');
select is(howdah.unwatch_table('public.posts', delete_documents => true), 3, 'and can be ended by its name');
create schema shop;
create table shop."Items" (id integer primary key, body text);
create table public.items (id integer primary key, body text);
select howdah.watch_table('shop."Items"', '{body}');
select lives_ok($$select howdah.unwatch_table('"Items"')$$, 'a table is found in a schema that no path names');
create table shop.items (id integer primary key, body text);
select howdah.watch_table('shop.items', '{body}');
select howdah.watch_table('public.items', '{body}');
select throws_ok($$select howdah.unwatch_table('items')$$, 'PT409', null, 'a name of two tables is not guessed at');
select lives_ok($$select howdah.unwatch_table('shop.ITEMS')$$, 'the schema says which');
select is(
  (select string_agg(source_schema, ',') from howdah.watched_tables where source_table = 'items'), 'public',
  'and only that ends'
);
set local role howdah_app;
select throws_ok($$select howdah.unwatch_table('posts')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
