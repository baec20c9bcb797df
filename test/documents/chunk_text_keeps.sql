begin;
select plan(47);
create function pg_temp.cut(document text, tokens integer default 400, format text default 'markdown')
  returns table (heading text, content text)
  language sql as $$ select c.heading, c.content from howdah.chunk_text(document, tokens, 0, format) as c $$;
create function pg_temp.has(document text, word text, tokens integer default 400) returns boolean language sql as $$
  select bool_or(concat(c.heading, ' ', c.content) ~ word) from pg_temp.cut(document, tokens) as c $$;

-- Headings of any length.
select ok(pg_temp.has(repeat('This sentence is long and says little. ', 8)
  || E'The secret word is xylophone.\n---\nNext part.', 'xylophone.*'), 'a long line above a ruler is a paragraph');
select ok(pg_temp.has('# ' || repeat('Many words stand in this line. ', 10) || E'The secret word is marimba.\n\nBody.',
  'marimba'), 'a line too long for a heading is a paragraph');
select ok(pg_temp.has('# ' || repeat('word ', 600) || 'celesta', 'celesta'), 'however long it is');
select results_eq(
  $$select * from pg_temp.cut(E'First line of a paragraph\nsecond line of it\n---\nBody.')$$,
  $$values ('First line of a paragraph second line of it', 'Body.')$$, 'an underlined paragraph is a heading');
select is((select content from pg_temp.cut(E'- an item\nthat goes on\n---\nBody.')),
  E'- an item\nthat goes on\n---\nBody.', 'an item above a ruler is none');
select is((select array_agg(heading) from pg_temp.cut(
  E'## The `v-model` **rule** [docs](https://x.example) {#v-model}\n\nx'
  '\n\n## A \\<Tag> of _snake_ case in `__init__`\n\ny')),
  '{The v-model rule docs,A <Tag> of snake case in __init__}', 'headings are without marks');
select is((select array_agg(heading)
  from pg_temp.cut(E'# my_file_name and 2 * 3 * 4\n\nx\n\n# [a](b) ![c](d.png)\n\ny')),
  '{my_file_name and 2 * 3 * 4,a c}', 'and keep what is no mark');
select is((select array_agg(heading) from pg_temp.cut(
  E'## Usage <!-- omit in toc -->\n\nx\n\n## Preface {-}\n\ny\n\n## Notes {- #notes}\n\nz')), '{Usage,Preface,Notes}',
  'without comments and marks of other programs');
select is((select array_agg(heading) from pg_temp.cut(E'# F\\# and \\*all\\* of *it*\n\nx')), '{F# and *all* of it}',
  'a mark behind a backslash is a letter');
select is((select array_agg(heading)
  from pg_temp.cut(E'# Q&amp;A, &lt;T&gt; &quot;it&#39;s&quot;\n\nx\n\n# Write `&amp;`\n\ny')),
  array['Q&A, <T> "it''s"', 'Write &amp;'], 'entities are the signs that a reader sees, save in code');
select results_eq($$select * from pg_temp.cut(E'\ufeff# Title\n\nBody.')$$, $$values ('Title', 'Body.')$$,
  'a byte order mark hides no heading');
select is_empty($$select * from pg_temp.cut('#')$$, 'a heading without words is nothing');

-- What holds no headings.
select is((select array_agg(heading) from pg_temp.cut(E'# One\n\n```npm i```\n\n# Two\n\ntext')), '{One,Two}',
  'inline code begins no fence');
select is((select array_agg(distinct heading) from pg_temp.cut(
  E'# Guide\n\n<!--\n# Old\n-->\n\nText.\n\n<pre>\n# no\n\n# nor\n</pre>\n\n$' || E'$\n# x\n$' || E'$\n\nEnd.')),
    '{Guide}',
  'comments, pre and formulas hold no heading');
select is((select array_agg(heading) from pg_temp.cut(E'# A\n\n<!-- one line -->\n\n# B\n\nIt costs $'
  || E'$5.\n\n# C\n\nx')),
  '{A,B,C}', 'what ends on its line hides nothing below it');
select is((select array_agg(heading) from pg_temp.cut(E'# A\n\n````md\n```\n# no\n```\n````\n\n# B\n\nx')), '{A,B}',
  'a longer fence holds shorter ones');

-- Parts of what is too long.
create temp table rows_of as
select E'| name | type | unit | default |\n|---|---|---|---|\n'
  || string_agg(format('| param_%s | integer | ms | 70 |', i),
  E'\n' order by i) as piped,
  E'name | type | unit\n--- | --- | ---\n' || string_agg(format('param_%s | integer | ms', i), E'\n' order by i)
    as bare,
  E'name,type,unit,default\n' || string_agg(format('param_%s,integer,"ms, s",70', i), E'\n' order by i) as csv,
  E'```python\n' || string_agg(format('value_%s = compute(%s)', i, i), E'\n' order by i) || E'\n```' as code
  from generate_series(1, 40) as i;
create function pg_temp.parts(document text, begins text, ends text, format text default 'markdown') returns text
language sql as $$
  select format('%s %s', bool_and(starts_with(c.content, begins) and c.content ~ (ends || '$')), count(*) > 2)
    from pg_temp.cut(document, 100, format) as c $$;
select is((select pg_temp.parts(piped, E'| name | type | unit | default |\n|---|---|---|---|\n| param', '\|')
  from rows_of),
  't t', 'each part of a table has its head');
select is((select pg_temp.parts(bare, E'name | type | unit\n--- | --- | ---\nparam', 'ms') from rows_of),
  't t', 'also of a table without outer bars');
select is((select pg_temp.parts(csv, E'name,type,unit,default\nparam', '70') from rows_of), 't t',
  'and of rows of CSV');
select is((select pg_temp.parts(csv, E'name,type,unit,default\nparam', '70', 'text') from rows_of), 't t',
  'in a plain text too');
select is((select pg_temp.parts(code, E'```python\nvalue_', '\)\n```') from rows_of), 't t',
  'each part of a fence is a fence');
select is((select string_agg(l, E'\n') from rows_of, pg_temp.cut(code, 64) as c, string_to_table(c.content, E'\n') as l
            where l !~ '```'), (select regexp_replace(code, '```(python\n)?|\n```', '', 'g') from rows_of),
  'and each line stands once, as it is');
select is((select string_agg(l, E'\n') from rows_of, pg_temp.cut(piped, 64) as c, string_to_table(c.content, E'\n') as l
            where l ~ 'param'), (select regexp_replace(piped, '^[^\n]*\n[^\n]*\n', '') from rows_of),
              'so does each row');
select cmp_ok((select count(*) from rows_of, pg_temp.cut(piped) as c), '<=', 3::bigint,
  'parts are as long as they may be');
select ok((select bool_and(c.content ~ '^~~~~ruby title="x"\n' and c.content ~ '\n~~~~$') from pg_temp.cut(
  E'~~~~ruby title="x"\n' || repeat(E'puts 1\n', 200) || '~~~~', 64) as c), 'a fence ends as it began');
select is((select count(*) from pg_temp.cut(E'```' || repeat('x', 3000) || E'\n' || repeat(E'y = 1\n', 200) || '```',
  64) as c
            where c.content ~ 'x{60}.*\ny = 1'), 0::bigint, 'a mark that is too long is not repeated');
select is((select c.content from pg_temp.cut(E'1,2\n3,4') as c), E'1,2\n3,4', 'what is short is left alone');
select ok(not pg_temp.has(E'12,7,3\n' || repeat(E'4,5,6\n', 300) || 'end', '12,7,3(.|\n)*12,7,3')
  and (select count(*) filter (where c.content ~ '12,7,3') = 1 from pg_temp.cut(E'12,7,3\n' || repeat(E'4,5,6\n',
    300), 64) as c),
  'numbers are no head');

-- Odd characters.
select ok(pg_temp.has(repeat(E'one two three four. ', 100) || E'first\x1esecond', 'first\s+second'),
  'U+001E parts words');
select cmp_ok((select max(length(content)) from pg_temp.cut('a' || repeat(' ', 1000000) || 'b')), '<', 2000,
  'a million spaces are no chunk');
select ok((select bool_and(token_count <= 100 and length(content) < 20000) from howdah.chunk_text(
  'a' || repeat(E'\x01', 100000) || 'b' || repeat(E'\u200b', 100000) || 'c' || repeat(E' \t', 100000) || 'd'
    || repeat('q', 5000), 100, 10)), 'whatever the characters are, no chunk is too long');
select is((select string_agg(content, '') from pg_temp.cut(repeat('q', 3000), 16)), repeat('q', 3000),
  'the heaviest letters in the smallest chunks: nothing is lost');
select cmp_ok((select max(token_count) from howdah.chunk_text(repeat('qq(q) ', 3000), 16, 0)), '<=', 16,
  'nothing is longer either');
select is_empty($$select * from pg_temp.cut(E'\u00a0\u3000\u200b \ufeff')$$, 'spaces of any kind have no chunks');
select is((select array_agg(heading || '/' || content) from pg_temp.cut(E'# A\n\n\u00a0\n\n# B\n\nx')), '{A/A,B/x}',
  'a heading above nothing but spaces is not lost');

-- data: URIs.
select is((select content from pg_temp.cut(E'See ![the plan](data:image/png;base64,' || repeat('iVBORw0KGgo', 5000)
  || E') and [a file](<data:text/plain;base64,aGVsbG8=>).\n\n[image1]: <data:image/png;base64,'
  || repeat('QUJD', 5000) || '>')),
  E'See ![the plan] and [a file].\n\n[image1]: <>', 'pictures go, what is said of them stays');
select is((select content from pg_temp.cut(E'<img src="data:image/png;base64,' || repeat(E'iVBORw0KGgo\n', 5000)
  || E'" alt="the plan">\n<img src=''data:image/svg+xml;utf8,<svg width="1"/>'' alt=two>')),
  E'<img src="" alt="the plan">\n<img src='''' alt=two>', 'in tags too');
select is((select content from pg_temp.cut('The data: URI, metadata:x/y and data:1/2 stay.')),
  'The data: URI, metadata:x/y and data:1/2 stay.', 'what only looks like it stays');

-- Front matter.
select results_eq($$select * from pg_temp.cut(E'---\ntitle: Refunds\noutline: deep\n---\n\n# Five days\n\nText.')$$,
  $$values ('Five days', 'Text.')$$, 'front matter is no passage');
select results_eq($$select * from pg_temp.cut(E'+++\ntitle = "x"\n[params]\na = 1\n+++\nText.')$$,
  $$values (null::text, 'Text.')$$, 'nor is TOML');
select is_empty($$select * from pg_temp.cut(E'---\ntitle: only\n---')$$, 'it may be all there is');
select ok(pg_temp.has(E'---\n\nA text between rulers.\n\n---\n\nMore.', 'between'), 'a text between rulers is a text');
select ok(pg_temp.has(E'---\nkey: value\n\nno end', 'value'), 'front matter without an end is a text');

-- Plain text.
select results_eq($$select * from pg_temp.cut(E'# comment\nx = 1\n\nplease find the invoice.\n-- \nAnn',
  format => 'text')$$,
  $$values (null::text, E'# comment\nx = 1\n\nplease find the invoice.\n-- \nAnn')$$, 'plain text has no headings');
select is((select count(*) from pg_temp.cut('a', format => null)), 1::bigint, 'null is markdown');
select throws_ok($$select * from howdah.chunk_text('a', format => 'html')$$, '22023', null,
  'an unknown format is refused');
select is((select content from pg_temp.cut(E'a,b\r\nc,d\re', format => 'text')), E'a,b\nc,d\ne',
  'lines end as they like');
select * from finish();
rollback;
