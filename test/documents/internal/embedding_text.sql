begin;
select plan(4);
select is(howdah_internal.embedding_text('T', 'H', 'c'), E'T\n\nH\n\nc',
  'title, heading and content stand one below the other');
select is(howdah_internal.embedding_text(null, '', 'c'), 'c', 'what is missing leaves no gap');
select is(howdah_internal.embedding_text('T', 'T > H', 'c'), E'T > H\n\nc',
  'a title that the heading repeats stands once');
select is(howdah_internal.text_hash('ä'), sha256('\xc3a4'), 'hashes are of UTF-8');
select * from finish();
rollback;
