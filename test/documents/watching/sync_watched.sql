begin;
select plan(7);
select is(howdah.sync_watched(), 0, 'nothing is watched');
create table public.manuals (id uuid primary key default gen_random_uuid(), body text, seen integer default 0);
-- A manual of some 200 chunks, paragraph by paragraph.
insert into public.manuals (body)
select string_agg(format('Paragraph %s. %s', p, (select string_agg(md5(p || '-' || w), ' ')
  from generate_series(1, 40) as w)), E'\n\n' order by p)
  from generate_series(1, 220) as p;
select howdah.watch_table('manuals', '{body}');
select howdah.sync_watched();
select ok((select count(*) from howdah.chunks) >= 200, 'a document of 200 chunks');
delete from howdah_internal.jobs;
update public.manuals set seen = seen + 1;
select is((select count(*) from howdah_internal.watched_changes), 0::bigint, 'another column is no change');
update public.manuals set body = replace(body, 'Paragraph 100.', 'Paragraph one hundred.');
select howdah.sync_watched();
select ok((select count(*) from howdah_internal.jobs) between 1 and 3, 'one paragraph edited: at most three jobs');
select is((select version from howdah.documents), 2, 'the document has another version');
select throws_ok('select howdah.sync_watched(0)', '22023', null, 'a slice has at least one row');
set local role howdah_app;
select throws_ok('select howdah.sync_watched()', '42501', null, 'an application may not');
select * from finish();
rollback;
