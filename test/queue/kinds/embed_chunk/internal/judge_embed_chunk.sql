begin;
select plan(20);
create function pg_temp.said(what text, times integer) returns text language sql as $$
  select string_agg(format(what, n), ' ' order by n) from generate_series(1, times) as n $$;
select howdah.register_model('stub', 'mini', 'embedding', 8, max_input_tokens => 128);
select howdah.create_collection('docs', 'stub/mini', chunk_tokens => 100);
select howdah.act_as('ann', 'default');
select howdah.add_document(E'# Σημείωση\n\n' || pg_temp.said('Η επιστροφή χρημάτων γίνεται σε %s ημέρες.', 40),
  'greek.md',
  collection => 'docs', private => false);
select howdah.add_document(pg_temp.said('Refunds take %s working days.', 60), 'english.md', collection => 'docs',
  private => false);
select howdah.act_as(null, null);
create temp table was as select c.*, d.source from howdah.chunks as c join howdah.documents
  as d on d.id = c.document_id;
create function pg_temp.claim(many integer) returns table (job_id bigint, token bigint, chunk_id bigint) language sql
  as $$
  select c.job_id, c.token, j.chunk_id
    from generate_series(1, 5) as n
   cross join lateral howdah.claim_jobs('w' || n, '{stub/mini/bulk}', many) as c
    join howdah_internal.jobs as j on j.id = c.job_id $$;
create temp table claimed as select * from pg_temp.claim(100);
select is((select count(*) from claimed), (select count(*) from was), 'all are claimed');

-- Greek and English in one refused request: the Greek chunks are cut, the English ones wait.
select is(
  howdah.fail_jobs((select array_agg(job_id) from claimed), (select min(token) from claimed), 'context_length_exceeded',
    'too long', 400), 'paused', 'a refused batch goes back where some of it was cut anew');
select is((select count(*) from was join howdah.chunks as c using (id) where was.source = 'greek.md'), 0::bigint,
  'texts of other letters are cut, all of the document at once');
select is((select count(*) from was join howdah.chunks as c using (id, chunk_index) where was.source = 'english.md'),
  (select count(*) from was where source = 'english.md'), 'others are as they were');
select cmp_ok((select max(octet_length(howdah_internal.embedding_text(d.title, c.heading, c.content)))
    from howdah.chunks as c join howdah.documents as d on d.id = c.document_id where d.source = 'greek.md'), '<=', 117,
  'no piece has more bytes than the model takes tokens');
select is((select array_agg(c.chunk_index order by c.chunk_index) from howdah.chunks as c
             join howdah.documents as d on d.id = c.document_id where d.source = 'greek.md'),
  (select array_agg(n - 1 order by n) from generate_series(1, (select count(*)::integer from howdah.chunks as c
             join howdah.documents as d on d.id = c.document_id where d.source = 'greek.md')) as n),
               'they are in order');
select is((select regexp_replace(string_agg(c.content, ' ' order by c.chunk_index), '\s+', ' ', 'g')
  from howdah.chunks as c
             join howdah.documents as d on d.id = c.document_id where d.source = 'greek.md'),
  (select btrim(pg_temp.said('Η επιστροφή χρημάτων γίνεται σε %s ημέρες.', 40))), 'and nothing is lost');
select is((select count(*) from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
  where d.source = 'greek.md' and c.heading is distinct from 'Σημείωση'), 0::bigint, 'each has the heading');
select is((select count(*) from howdah.chunks as c left join howdah_internal.jobs as j on j.chunk_id = c.id
  where j.state is distinct from 'ready' or j.user_id is distinct from 'ann'), 0::bigint,
  'each waits for its vector, at the cost of the same user');

-- English alone is looked for by halves; a chunk by itself is cut.
truncate claimed;
insert into claimed select c.* from pg_temp.claim(500) as c join was on was.id = c.chunk_id;
select is(howdah.fail_jobs((select array_agg(job_id) from claimed), (select min(token) from claimed),
  'context_length_exceeded', 'too long', 400), 'split', 'a batch of Latin letters is halved');
select is(howdah.fail_jobs((select array_agg(job_id) from (select job_id from claimed order by 1 limit 1) as c),
  (select min(token) from claimed), 'context_length_exceeded', 'too long', 400), 'stale', 'one chunk is cut');
select is((select count(*) from claimed join howdah.chunks as c on c.id = claimed.chunk_id), (select count(*) - 1
  from claimed),
  'it alone');
select is((select count(*) from howdah_internal.jobs where state = 'dead'), 0::bigint, 'nothing is dead');

-- Remembered: the same text again, and in another document.
create temp table pieces as select c.* from howdah.chunks as c;
select howdah.add_document(E'# Σημείωση\n\n' || pg_temp.said('Η επιστροφή χρημάτων γίνεται σε %s ημέρες.', 40)
  || E'\n\n# Τέλος\n\nΝέο.', 'greek.md', collection => 'docs');
select is((select count(*) from howdah.chunks as c left join pieces as p using (id) where p.id is null), 1::bigint,
  'with an edit only what is new is another chunk');
select howdah.add_document(E'# Σημείωση\n\n' || pg_temp.said('Η επιστροφή χρημάτων γίνεται σε %s ημέρες.', 40),
  'copy.md',
  collection => 'docs');
select is((select count(*) from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
  where d.source = 'copy.md' and c.content_hash not in (select content_hash from pieces)), 0::bigint,
  'a copy is cut alike at once');

-- What stands above is to blame.
select howdah.add_document('Νέο.', 'above.md', repeat('Τίτλος ', 30), collection => 'docs');
truncate claimed;
insert into claimed select c.* from pg_temp.claim(500) as c;
create temp table above as select c.job_id, c.token, k.content from claimed as c join howdah.chunks
  as k on k.id = c.chunk_id
  join howdah.documents as d on d.id = k.document_id where d.source = 'above.md';
select is((select octet_length(h.content) <= 117 and h.content like E'Τίτλος %\n\nΝέο.' from above as a,
  howdah_internal.hand_out_embed_chunk(array[a.job_id]) as h), true, 'less is sent of what stands above');
select is((select howdah.fail_jobs(array[job_id], token, 'context_length_exceeded', 'too long', 400) from above),
  'paused',
  'it is tried once more');
update claimed set token = c.token from pg_temp.claim(1) as c where claimed.job_id = c.job_id;
select is((select howdah.fail_jobs(array[a.job_id], c.token, 'context_length_exceeded', 'too long', 400)
  from above as a join claimed as c using (job_id)), 'dead', 'and given up where nothing helps');
select is((select status from howdah.document_status where source = 'above.md'), 'failed', 'which its document says');
select is((select howdah.fail_jobs(array[c.job_id], c.token, 'content_filter', 'no', 400)
  from claimed as c join howdah.chunks as k on k.id = c.chunk_id where k.content ~ 'Refunds' limit 1), 'dead',
  'other refusals are as before');
select * from finish();
rollback;
