begin;
select plan(20);

create temp table cut (name text, chunk_index integer, heading text, page integer, content text, token_count integer);
insert into cut select 'markdown', c.*
  from howdah.chunk_text(E'intro\n\n# One #\npara a\n\npara b\n\n## Two\n- x\n- y\n\n'
  '```sh\n# no heading\n\nls\n```\n\nSetext\n======\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Empty\n### Leaf\n') as c;

select is((select array_agg(heading order by chunk_index) from cut),
  array[null, 'One', 'One > Two', 'Setext', 'Setext > Empty > Leaf'], 'each section is a chunk with its heading path');
select is((select content from cut where heading = 'One'), E'para a\n\npara b',
  'headings are not repeated in the content');
select is((select content from cut where heading = 'One > Two'), E'- x\n- y\n\n```sh\n# no heading\n\nls\n```',
  'lists and fenced code stay as they are, and a hash inside code is no heading');
select is((select content from cut where heading = 'Setext'), E'| a | b |\n|---|---|\n| 1 | 2 |',
  'tables stay as they are');
select is((select content from cut where heading like '%Leaf'), 'Leaf',
  'a heading with nothing below it is its own text');

select is_empty($$select * from howdah.chunk_text('')$$, 'an empty text has no chunks');
select is_empty($$select * from howdah.chunk_text(E' \n\t\n\f ')$$, 'white space has no chunks');
select results_eq(
  $$select page, content from howdah.chunk_text(E'# A\none\f# B\ntwo\f\f# C\nfour')$$,
  $$values (1, 'one'), (2, 'two'), (4, 'four')$$, 'form feeds end pages');
select is((select min(page) from howdah.chunk_text('no pages')), null, 'a text without form feeds has no pages');

create temp table long_text as
select string_agg(format('Paragraph %s speaks of %s and of %s. It has a second sentence.', i, md5(i::text),
  md5((i * 7)::text)),
  E'\n\n' order by i) as content from generate_series(1, 600) as i;
create temp table before as select c.* from long_text as l, howdah.chunk_text(l.content, 100, 10) as c;
select cmp_ok((select max(token_count) from before), '<=', 100, 'no chunk is longer than it may be');
select cmp_ok((select count(*) from before), '>', 150::bigint, 'a long text has many chunks');
select is((select count(*)::integer from long_text as l, howdah.chunk_text(l.content || E'\n\nAn end.', 100, 10) as c
            where c.content not in (select content from before)), 1, 'an edit at the end changes only the last chunk');
select cmp_ok((select max(changed) from (
    select count(*) filter (where c.content not in (select content from before)) as changed
      from generate_series(5, 595, 59) as e, long_text as l,
           howdah.chunk_text(replace(l.content, format('Paragraph %s speaks', e),
             format('Paragraph %s, rewritten and longer, speaks', e)), 100, 10) as c
     group by e) as edits), '<=', 3::bigint, 'an edited paragraph changes at most three chunks');

select is((select string_agg(content, '' order by chunk_index) from howdah.chunk_text(repeat('x', 10000), 100, 0)),
  repeat('x', 10000), 'a long line without spaces is cut and nothing is lost');
select cmp_ok((select max(token_count) from howdah.chunk_text(repeat('机器学习', 500), 50, 0)), '<=', 50,
  'a Chinese character counts as a token');
select is((select string_agg(content, '' order by chunk_index)
             from howdah.chunk_text(repeat('机器学习是人工智能。', 100), 50, 0)),
  repeat('机器学习是人工智能。', 100), 'Chinese text is cut at its own full stops');
select ok((select bool_and(c.content like '%of the long paragraph.' and
      (c.chunk_index = 0 or left(c.content, 12) = 'Sentence num')) from howdah.chunk_text(
        (select string_agg(format('Sentence number %s of the long paragraph.', i), ' ')
        from generate_series(1, 100) as i),
        60, 20) as c),
  'a long paragraph is cut between sentences');
select throws_ok($$select * from howdah.chunk_text('a', 5)$$, '22023', null, 'a chunk size of 5 tokens is refused');
select throws_ok($$select * from howdah.chunk_text('a', 100, 60)$$, '22023', null,
  'an overlap of more than half is refused');

set local role howdah_app;
select is((select content from howdah.chunk_text('Hello.')), 'Hello.', 'an application may call it');
reset role;

select * from finish();
rollback;
