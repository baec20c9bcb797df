begin;
select plan(7);
create function pg_temp.fit(content text, max_input_tokens integer, ratio numeric default 1) returns text
language sql as $$
  select howdah_internal.fit_text(content, jsonb_populate_record(null::howdah.models,
    jsonb_build_object('max_input_tokens', max_input_tokens, 'token_ratio', ratio)))
$$;
select is(pg_temp.fit('The cat sleeps.', 100), 'The cat sleeps.', 'what fits stays whole');
select is(pg_temp.fit(repeat('word ', 9000), null), repeat('word ', 9000), 'and so does all where no limit is known');
select is_empty($$
  select t, n, r, length(fit), howdah.estimate_tokens(fit) * r
    from unnest(array['The cat sleeps. ', '机器学习', 'Привет, мир. ', '🙂', 'deadbeef0123', E'\n\n  x']) as t,
         unnest('{40,100,512}'::integer[]) as n, unnest('{0.5,1,2}'::numeric[]) as r
   cross join lateral (select pg_temp.fit(repeat(t, 3000), n, r) as fit) as f
   where howdah.estimate_tokens(fit) * r not between n * 0.85 * 0.9 - 2 and n * 0.85 + 1
      or not starts_with(repeat(t, 3000), fit)
  $$, 'of others it is the beginning, as much as fits with 15 % to spare');
select is(pg_temp.fit('', 8), '', 'nothing of nothing');
select is(pg_temp.fit(null, 8), null, 'null of null');

-- Where it is used.
select howdah.act_as('ann', 'acme');
select howdah.register_model('local', 'short', 'embedding', 8, max_input_tokens => 64);
select howdah.create_collection('notes', 'local/short', chunk_tokens => 400);
select howdah.add_document(repeat('Each tram stops at the harbour in the morning. ', 100), 'tram.md', 'Trams',
  collection => 'notes');
select is((select count(*) from howdah.chunks where token_count > 64 * 0.85), 0::bigint,
  'chunks are no longer than their model takes');
select howdah.request_query_embedding(repeat('Where does the tram stop? ', 100), 'notes');
select is(
  (select count(*) from howdah_internal.jobs as j,
          lateral howdah_internal.hand_out_embed_query(array[j.id]) as q
    where j.kind = 'embed_query' and howdah.estimate_tokens(q.content) > 64),
  0::bigint, 'nor is a question');
select * from finish();
rollback;
