begin;
select plan(5);
select is(howdah.embedding_text('T', 'H', 'c'), E'T\n\nH\n\nc', 'title, heading and content stand one below the other');
select is(howdah.embedding_text(null, '', 'c'), 'c', 'what is missing leaves no gap');
select is(howdah.embedding_text('T', 'T > H', 'c'), E'T > H\n\nc', 'a title that the heading repeats stands once');
select is(howdah.text_hash('ä'), sha256('\xc3a4'), 'hashes are of UTF-8');
select is(array[howdah.text_weight('abcd'), howdah.text_weight('机器'), howdah.text_weight('äöü')], array[4, 8, 3],
  'four characters or one Chinese one are a token');
select * from finish();
rollback;
