begin;
select plan(34);
create schema shop;
create table shop."Articles" (
  "Id" integer generated always as identity primary key, gone text, title text, "Body" text not null, author text,
  views integer not null default 0, words text generated always as (upper("Body")) stored
);
alter table shop."Articles" drop column gone;
insert into shop."Articles" (title, "Body", author) values ('One', 'First text', 'ann'),
  (null, 'Second text', null), ('Empty', ' ', 'bob');
create function pg_temp.synced(slice integer default 2) returns bigint language plpgsql as $$
declare n bigint := 0; m integer; begin
  loop m := howdah.sync_watched(slice); exit when m = 0; n := n + m; end loop; return n;
end $$;
create function pg_temp.texts() returns table (content text) language sql as
  $$ select d.content from howdah.documents as d where d.source like 'shop.%' order by d.content $$;

select isnt(howdah.watch_table('shop."Articles"', '{Body}', title => 'title', metadata => '{author,views}'),
  null, 'a table is watched');
select is(pg_temp.synced(), 3::bigint, 'what is there is read in slices');
select results_eq('select content, title, metadata, source from howdah.documents order by 1',
  $$values ('First text', 'One', '{"author": "ann", "views": 0}'::jsonb, 'shop.Articles/1'),
  ('Second text', null, '{"views": 0}', 'shop.Articles/2')$$,
  'rows are documents; one without text is none');
select is((select count(*) from howdah_internal.jobs where kind = 'embed_chunk'), 2::bigint, 'to be embedded');
insert into shop."Articles" ("Body") select 'Many ' || n from generate_series(1, 2500) as n;
select is((select count(*) from howdah_internal.watched_changes), 3::bigint, 'a statement notes 1,000 keys a row');
delete from shop."Articles" where "Body" like 'Many%';
select ok(pg_temp.synced(70) between 2500 and 5000, 'what came and went is looked at once or twice');
select is((select count(*) from pg_temp.texts()), 2::bigint, 'nothing is left of it');
update shop."Articles" set "Body" = 'First text, changed' where "Id" = 1;
update shop."Articles" set "Body" = "Body" where "Id" = 2;
select is((select count(*) from howdah_internal.watched_changes), 1::bigint,
  'an update that changes nothing notes nothing');
select pg_temp.synced();
select results_eq('select * from pg_temp.texts()', $$values ('First text, changed'), ('Second text')$$,
  'an update follows');
insert into shop."Articles" ("Id", "Body") overriding system value values (2,
  'x') on conflict ("Id") do update set "Body" = 'Second text, upserted';
select pg_temp.synced();
select results_eq('select * from pg_temp.texts()',
  $$values ('First text, changed'), ('Second text, upserted')$$, 'an upsert too');
delete from shop."Articles" where "Id" = 1;
select pg_temp.synced();
select results_eq('select * from pg_temp.texts()', $$values ('Second text, upserted')$$, 'a delete takes the document');
truncate shop."Articles";
select pg_temp.synced();
select is_empty('select * from pg_temp.texts()', 'truncate takes all');
select is((select count(*) from howdah_internal.jobs where kind = 'embed_chunk'), 0::bigint, 'and what waits for them');
select is(howdah.watch_table('shop."Articles"', '{Body}', title => 'title', metadata => '{author,views}'),
  (select id from howdah.watched_tables), 'the same again changes nothing');
select is((select count(*) from howdah_internal.watched_changes), 0::bigint, 'and reads nothing');
insert into shop."Articles" (title, "Body") values ('T', 'Text');
select howdah.watch_table('shop."Articles"', '{title,Body}');
select pg_temp.synced();
select is((select content from pg_temp.texts()), E'## title\n\nT\n\n## Body\n\nText', 'several columns have headings');

-- Composite and other keys, partitions, tenant and owner.
create table shop.notes (
  tenant text, who text, day date, key uuid, body text, primary key (day, key)
) partition by range (day);
create table shop.notes_1 partition of shop.notes for values from ('2026-01-01') to ('2026-02-01');
create table shop.notes_2 partition of shop.notes for values from ('2026-02-01') to ('2026-03-01');
select howdah.watch_table('shop.notes', '{body}', tenant => 'tenant', owner => 'who');
set local datestyle to 'German';
insert into shop.notes values ('acme', 'ann', '2026-01-05', '00000000-0000-4000-8000-00000000000a', 'secret of ann'),
  ('acme', null, '2026-01-06', '00000000-0000-4000-8000-00000000000b', 'of all');
insert into shop.notes_2 values ('globex', null, '2026-02-05', '00000000-0000-4000-8000-00000000000c', 'direct');
set local datestyle to 'ISO';
select pg_temp.synced();
select results_eq($$select tenant_id, owner_id, content from howdah.documents
  where source like 'shop.notes/%' order by 3$$,
  $$values ('globex', null, 'direct'), ('acme', null, 'of all'), ('acme', 'ann', 'secret of ann')$$,
  'partitions, tenants, owners');
update shop.notes set tenant = 'globex', who = null where body = 'secret of ann';
update shop.notes set day = '2026-02-06' where body = 'of all';
select pg_temp.synced();
select results_eq($$select tenant_id, owner_id, source from howdah.documents
  where source like 'shop.notes/%' order by 3$$,
  $$values ('globex', null, 'shop.notes/2026-01-05/00000000-0000-4000-8000-00000000000a'),
    ('globex', null, 'shop.notes/2026-02-05/00000000-0000-4000-8000-00000000000c'),
    ('acme', null, 'shop.notes/2026-02-06/00000000-0000-4000-8000-00000000000b')$$,
    'rows move between tenants, owners and partitions');
update shop.notes set tenant = null where day = '2026-02-05';
select pg_temp.synced();
select ok(exists (select from howdah.doctor()
  where subject = 'watched table shop.notes' and finding = '1 rows cannot be documents'),
  'a row without a tenant is told of');
select is_empty($$select from howdah.documents where content = 'direct'$$, 'and is no document of the tenant it had');

select howdah.act_as('ann', 'acme');
insert into shop.notes values ('globex', 'bob', '2026-01-07', '00000000-0000-4000-8000-00000000000d', 'of bob');
select pg_temp.synced();
select results_eq($$select d.tenant_id, d.owner_id, howdah.current_tenant(), howdah.current_user_id()
  from howdah.documents as d where content = 'of bob'$$,
  $$values ('globex', 'bob', 'acme', 'ann')$$, 'whoever syncs stays who they are');
select howdah.act_as(null, 'default');

-- Renamed and dropped columns.
alter table shop."Articles" rename column "Body" to body;
select lives_ok($$insert into shop."Articles" (body) values ('after the rename')$$, 'writes go on');
select lives_ok($$update shop."Articles" set body = 'changed after' where title = 'T'$$, 'updates too');
alter table shop."Articles" rename column "Id" to id;
select lives_ok($$insert into shop."Articles" (body) values ('after both')$$, 'also without the key');
select lives_ok($$delete from shop."Articles" where body = 'after the rename'$$, 'and deletes');
select pg_temp.synced();
select is((select finding from howdah.doctor() where subject = 'watched table shop.Articles'),
  'it stands still: the table has no column Body', 'doctor says it');
alter table shop."Articles" rename to stories;
select howdah.watch_table('shop.stories', '{title,body}');
select pg_temp.synced();
select results_eq($$select content from howdah.documents where source like 'shop.Articles/%' order by 1$$,
  $$values (E'## body\n\nafter both'), (E'## title\n\nT\n\n## body\n\nchanged after')$$,
  'watched again, nothing was lost; a renamed table is followed');

select throws_ok($$select howdah.watch_table('shop.stories', '{nothing}')$$, '42703', null,
  'an unknown column is refused');
select throws_ok($$select howdah.watch_table('shop.stories', null)$$, '22004', null, 'content is required');
select throws_ok($$select howdah.watch_table('shop.stories', '{body}', id => '{title}')$$, '22023', null,
  'a key is unique');
select throws_ok($$select howdah.watch_table('howdah.documents', '{content}')$$, '22023', null, 'not our own tables');
create view shop.seen as select * from shop.stories;
select throws_ok($$select howdah.watch_table('shop.seen', '{body}', id => '{id}')$$, '22023', null, 'not views');
select howdah.set_setting('tenancy', 'required');
select throws_ok($$select howdah.watch_table('shop.stories', '{body}', collection => 'other')$$, '28000', null,
  'tenancy required: a column');
set local role howdah_admin;
select throws_ok($$select howdah.watch_table('shop.notes', '{body}', tenant => 'tenant')$$, '42501', null,
  'only the owner of the table');
select * from finish();
rollback;
