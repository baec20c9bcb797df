-- server: postgres
begin;
select plan(40);
create function pg_temp.sync() returns void language plpgsql as
  $$ begin while howdah.sync_watched(100) > 0 loop end loop; end $$;
create function pg_temp.texts(collection text) returns text language sql as
  $$ select string_agg(content, ',' order by content) from howdah.documents as d where d.collection = $1 $$;
create function pg_temp.findings(name text) returns text language sql as
  $$ select string_agg(f.code, ',' order by f.code) from howdah_internal.findings() as f
      where f.subject = 'watched table public.' || $1 $$;
create extension if not exists citext schema public;

-- What is read is one thing, whoever reads.
create table public.reads (id integer primary key, at timestamptz, body citext, price numeric, tags text[], deep jsonb,
  title text, body2 bytea);
insert into public.reads values (1, '2031-03-15 08:30+00', 'usb', 1.50, '{a,b}', '{"a": null, "b": 1}',
  repeat('t', 1500), '\x00ff');
set local timezone = 'Asia/Tokyo';
set local datestyle = 'German';
set local bytea_output = 'escape';
select howdah.watch_table('reads', '{body,at,body2}', title => 'title', metadata => '{at,price,tags,deep}',
  collection => 'reads');
select pg_temp.sync();
select is(metadata,
  '{"at": "2031-03-15T08:30:00+00:00", "price": 1.50, "tags": ["a", "b"], "deep": {"a": null, "b": 1}}',
  'metadata is typed as JSON would have it, in UTC') from howdah.documents;
select is(content, E'## body\n\nusb\n\n## at\n\n2031-03-15 08:30:00+00\n\n## body2\n\n\\x00ff',
  'text is read in one form')
  from howdah.documents;
select is(length(title), 1000, 'a long title is cut') from howdah.documents;
set local timezone = 'America/New_York';
set local datestyle = 'ISO, MDY';
update public.reads set body = 'USB';
select pg_temp.sync();
select is(content, E'## body\n\nUSB\n\n## at\n\n2031-03-15 08:30:00+00\n\n## body2\n\n\\x00ff',
  'a change of case is noticed')
  from howdah.documents;
select is(metadata ->> 'at', '2031-03-15T08:30:00+00:00', 'the instant is as it was') from howdah.documents;
set local timezone = 'UTC';

-- Only rows that fulfil a condition.
create table public.drafts (id integer primary key, body text, published boolean, language text, n integer);
insert into public.drafts values (1, 'one', true, 'de', 5), (2, 'two', false, 'de', 6), (3, 'three', null, 'en', 7);
select howdah.watch_table('drafts', '{body}', collection => 'drafts', condition => '{"published": true}');
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'one', 'a row that does not fulfil the condition is no document');
update public.drafts set published = not published where id < 3;
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'two', 'it begins and ceases to be one');
select is_empty($$select * from howdah.verify() where check_name like 'watched%'$$, 'verify() knows the condition');
select howdah.watch_table('drafts', '{body}', collection => 'drafts',
  condition => '{"language": ["de", "fr"], "n": {"gte": 6}}');
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'two', 'language and n are columns like any other');
select howdah.watch_table('drafts', '{body}', collection => 'drafts',
  condition => '{"or": [{"n": 7}, {"language": "de", "or": [{"n": 5}, {"n": 8}]}]}');
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'one,three', 'alternatives may stand in alternatives');
select howdah.watch_table('drafts', '{body}', collection => 'drafts',
  condition => '{"language": ["de", "fr"], "n": {"gte": 6}}');
update public.drafts set n = 4;
select pg_temp.sync();
select is(pg_temp.texts('drafts'), null, 'columns of the condition are watched');
select howdah.watch_table('drafts', '{body}', collection => 'drafts');
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'one,three,two', 'without it all rows are documents');
select throws_ok($$select howdah.watch_table('drafts', '{body}', condition => '{"or": [{"or": [{"gone": 1}]}]}')$$,
  '42703', null, 'also deep in it');
select throws_ok($$select howdah.watch_table('drafts', '{body}', condition => '{"gone": 1}')$$, '42703', null,
  'a column that is not there is refused');
select throws_ok($$select howdah.watch_table('drafts', '{body}', condition => '{"n": {"like": 1}}')$$, '22023', null,
  'an operator that is none is refused');

-- Keys that an older version noted as no type reads them.
create table public.tags (id integer[] primary key, body text);
insert into public.tags values ('{1,2}', 'tags');
select howdah.watch_table('tags', '{body}', collection => 'tags');
select pg_temp.sync();
update public.tags set body = 'of two';
insert into howdah_internal.watched_changes (watched_table_id, keys)
select w.id, '[[[1, 2]], ["{3"]]' from howdah.watched_tables as w where w.source_table = 'tags';
select pg_temp.sync();
select is(pg_temp.texts('tags'), 'of two', 'they stop nothing');
select is_empty('select * from howdah.watched_tables where error is not null', 'and no table stands still');

-- The document of a row is its row's alone.
select throws_like($$select howdah.delete_document(source => 'public.drafts/1', collection => 'drafts')$$,
  '%row of the watched table public.drafts%', 'it is not deleted by itself');
select throws_ok($$select howdah.delete_document(id) from howdah.documents where collection = 'drafts'$$, 'PT409', null,
  'by its id neither');
select throws_ok($$select howdah.add_document('x', 'public.drafts/1', collection => 'drafts')$$, 'PT409', null,
  'nor is it written');
select throws_ok($$select howdah.add_document_chunks('public.drafts/1', '[{"content": "x"}]', collection => 'drafts')$$,
  'PT409', null, 'in chunks neither');
select is(howdah.delete_missing_documents('drafts', '{}', ''), 0, 'ingest leaves it alone');

-- The table changes.
create function public.rewrite() returns trigger language plpgsql as
  $$ begin new.body := 'rewritten ' || new.n; return new; end $$;
create trigger later before update on public.drafts for each row execute function public.rewrite();
update public.drafts set n = 9 where id = 1;
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'rewritten 9,three,two', 'a trigger before updates that was laid later is followed');
update public.drafts set n = 10 where id = 1;
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'rewritten 10,three,two', 'from then on by the triggers');
drop trigger later on public.drafts;
select pg_temp.sync();
select matches((select pg_get_triggerdef(t.oid) from pg_trigger as t where t.tgname like 'howdah_watch%update'
  and t.tgrelid = 'public.drafts'::regclass), 'UPDATE OF', 'without it updates of other columns run no trigger again');

alter table public.drafts disable trigger user;
insert into public.drafts values (4, 'four');
select howdah.sync_watched();
select matches((select finding from howdah.doctor() where subject = 'watched table public.drafts'),
  'it stands still: its trigger .* is switched off', 'a trigger that is off is told of');
alter table public.drafts enable trigger user;
update howdah.watched_tables set error_at = null where error is not null;
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'four,rewritten 10,three,two', 'once it is on all rows are read');
do $$ begin execute (select format('drop trigger %I on public.drafts', t.tgname) from pg_trigger as t
  where t.tgrelid = 'public.drafts'::regclass and t.tgname like 'howdah%insert'); end $$;
insert into public.drafts values (5, 'five');
select howdah.sync_watched();
select matches((select finding from howdah.doctor() where subject = 'watched table public.drafts'),
  'some of its triggers are gone', 'one that is gone too');
select howdah.watch_table('drafts', '{body}', collection => 'drafts');
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'five,four,rewritten 10,three,two', 'watch_table lays it again');

create table public.drafts_new (like public.drafts including all);
insert into public.drafts_new select id, 'new ' || id from generate_series(1, 2) as id;
alter table public.drafts rename to drafts_old;
select is(pg_temp.findings('drafts'), null, 'a renamed table is followed');
alter table public.drafts_new rename to drafts;
select is(pg_temp.findings('drafts'), 'watch_renamed', 'a swap is told of');
select set_eq($$select howdah.watch_table('drafts', '{body}', collection => 'drafts')$$,
  'select id from howdah.watched_tables where collection = $x$drafts$x$', 'the watch goes on with the new table');
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'new 1,new 2', 'its rows are the documents');
select is(pg_temp.findings('drafts'), null, 'and nothing is told');

create table public.heirs () inherits (public.drafts);
insert into public.heirs (id, body) values (1, 'of an heir');
select pg_temp.sync();
select is(pg_temp.texts('drafts'), 'new 1,new 2', 'rows of a table that inherits are none of it');
select is(pg_temp.findings('drafts'), 'watch_children', 'which is told');
select throws_ok($$select howdah.watch_table('drafts', '{body}', collection => 'other')$$, '22023', null,
  'such a table is refused');
alter table public.heirs add primary key (id);
select howdah.watch_table('heirs', '{body}', collection => 'heirs');
select pg_temp.sync();
update public.drafts set body = 'by the parent';
insert into public.heirs (id, body) values (2, 'by itself');
select pg_temp.sync();
select is(pg_temp.texts('heirs'), 'by itself,by the parent', 'the heir itself is watched, also through its parent');

-- Partitions come and go.
create table public.parts (id integer primary key, body text) partition by range (id);
create table public.parts_1 partition of public.parts for values from (0) to (10);
create table public.parts_2 partition of public.parts for values from (10) to (20);
insert into public.parts values (1, 'one'), (11, 'eleven');
select howdah.watch_table('parts', '{body}', collection => 'parts');
select pg_temp.sync();
create table public.parts_3 (id integer primary key, body text);
insert into public.parts_3 values (21, 'twenty one');
alter table public.parts attach partition public.parts_3 for values from (20) to (30);
alter table public.parts detach partition public.parts_2;
select pg_temp.sync();
select is(pg_temp.texts('parts'), 'one,twenty one', 'partitions that are attached or detached are followed');
set local session_replication_role = replica;
insert into public.parts values (22, 'replicated');
update public.parts set body = 'changed' where id = 21;
set local session_replication_role = origin;
select pg_temp.sync();
select results_eq(
  $$select detail from howdah.verify() where check_name like 'watched%' order by 1$$,
  $$values ('1 documents differ from their rows, such as [21]'), ('1 rows are no documents, such as [22]')$$,
  'what no trigger saw verify() finds');
select * from finish();
rollback;
