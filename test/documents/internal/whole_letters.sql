begin;
select plan(3);
-- No chunk begins in the middle of a letter.
create temp table texts as
select n, repeat(letter, 900) as text
  from (values
    (1, 'ลูกค้าขอคืนเงินภายในสามสิบวัน'), (2, 'အမ်းရန်တောင်းဆိုနိုင်သည်'), (3, 'អតិថិជនសុំសងប្រាក់វិញ'),
    (4, 'ক্ষত্রিয়দের'), (5, '👩‍👩‍👧‍👦👍🏽❤️🏳️‍🌈'), (6, e'e\u0301o\u0308\u0323'),
    (7, normalize('환불은', nfd)), (8, 'תְּשׁוּבָה'), (9, 'ｶﾞｷﾞ'),
    (10, e'a\u0300\u0301\u0302\u0303'), (11, 'நிறுவனத்தின்'), (12, e'x\ufe0f')
  ) as t (n, letter);
create temp table chunks as
select t.n, c.content, c.chunk_index
  from texts as t cross join (values (16), (100), (400)) as z (size)
 cross join lateral howdah.chunk_text(left(t.text, 4000), z.size, 0) as c;
select is_empty(
  format('select n, left(content, 3) from chunks where content ~ %L',
    '^[' || howdah_internal.letter_marks() || ']'), 'no chunk begins with what belongs to the letter before');
select is_empty(
  $$select n, right(content, 3) from chunks as c
     where content ~ '[\u200d\u17d2\u1039]$'
       and exists (select from chunks as f where f.n = c.n and f.chunk_index > c.chunk_index)$$,
  'and none ends with a sign that holds the next letter');
select ok((select bool_and(left(t.text, 4000) = c.text) from texts as t
  join (select n, string_agg(k.content, '' order by k.chunk_index) as text
    from texts as x cross join lateral howdah.chunk_text(left(x.text, 4000), 100, 0) as k group by n) as c
  using (n)), 'together they are the text');
select * from finish();
rollback;
