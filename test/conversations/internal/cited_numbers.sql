begin;
select plan(34);
select is(howdah_internal.cited_numbers(c.content), c.numbers::integer[], c.content)
  from (values
    ('Refunds take 30 days [1, 2]. Cards differ [2-3].', '{1,2,3}'),
    ('Refunds take 30 days 【1】.', '{1}'),
    ('It is so 【2†L3-L5】.', '{2}'),
    ('It is so [^2].', '{2}'),
    ('It is so [Source 1].', '{1}'),
    ('It is so [source id="2"].', '{2}'),
    ('It is so <source id="3">.', '{3}'),
    ('It is so [Sources 1 and 3].', '{1,3}'),
    ('It is so [Source 1, Source 4].', '{1,4}'),
    ('It is so (source 2).', '{2}'),
    ('It is so (Sources: 1, 2).', '{1,2}'),
    ('It is so [ref. 4] and [doc 3].', '{3,4}'),
    ('Es ist so [Quelle 2].', '{2}'),
    ('It is so [#5].', '{5}'),
    ('It is so [1–3; 5].', '{1,2,3,5}'),
    ('It is so [1 to 3].', '{1,2,3}'),
    ('It is so ［１，２］.', '{1,2}'),
    ('It is so [1][3].', '{1,3}'),
    ('It is so [1](https://example.com).', '{1}'),
    ('It is so [17].', '{17}'),
    ('It is so (2).', '{}'),
    ('It was so [2024].', '{}'),
    ('It is so [Section 2].', '{}'),
    ('It is so [p. 3].', '{}'),
    ('It is so [x].', '{}'),
    ('It is so [1-400].', '{}'),
    (E'```\na[3]\n``` It is so [1].', '{1}'),
    (E'```\na[3]\n``` so [1] ```\nb[4]\n``` and [2].', '{1,2}'),
    (E'It is so [1]:\n~~~\na[3]', '{1}'),
    ('`a[3]` is so [1].', '{1}'),
    ('<think>[2]?</think> It is so [1].', '{1}'),
    ('<thinking>[2]', '{}'),
    ('', '{}'),
    (null, '{}')
  ) as c (content, numbers);
select * from finish();
rollback;
