begin;
select plan(12);
select howdah.act_as('ann', 'acme');
select howdah.create_collection('shop');
select howdah.add_document(
  'Gift cards are valid for two years and may be exchanged for another card within ten days.', 'gift.md',
  collection => 'shop', private => false);
select howdah.add_document(format('Long rule %s: how long may they be kept and how may they be exchanged?', n),
  'rule-' || n, collection => 'shop', private => false) from generate_series(1, 12) as n;
create temp table talk as select howdah.start_conversation(collection => 'shop') as id;
create function pg_temp.asked(content text) returns uuid language sql as $$
  select howdah.send_message(id, content, run_by => 'caller') from talk
$$;
create function pg_temp.texts(answer uuid) returns text[] language sql as $$
  select howdah_internal.search_texts('acme', m.parent_id) from howdah.messages as m where m.id = answer
$$;
create function pg_temp.sources(answer uuid) returns text[] language plpgsql as $$
begin
  perform howdah.claim_message(answer);
  return array(select s.source from howdah.message_sources(answer) as s order by s.source_number);
end $$;
create temp table a (n integer, id uuid);
insert into a select 1, pg_temp.asked('Tell me about gift cards');
insert into a select 2, pg_temp.asked('and how long may they be exchanged?');
insert into a select 3, pg_temp.asked('And in Germany?');
insert into a select 4, pg_temp.asked('What is long rule 3?');
select is(pg_temp.texts(id), t, 'texts of question ' || n) from a join (values
  (1, array['Tell me about gift cards']),
  (2, array['and how long may they be exchanged?',
    E'Tell me about gift cards\nand how long may they be exchanged?']),
  (3, array['And in Germany?',
    E'Tell me about gift cards\nand how long may they be exchanged?\nAnd in Germany?']),
  (4, array['What is long rule 3?'])) as v (n, t) using (n);
create temp table found as select n, pg_temp.sources(id) as sources from a;
select ok((select 'gift.md' = any (sources[:3]) from found where n = 2),
  'a question that leans finds what it leans on');
select is((select cardinality(sources) from found where n = 2), 6, 'in as many sources as any other');
select cmp_ok((select count(*) from found, unnest(sources) as s (source) where n = 2 and source in (
  select source from howdah_internal.search_for_message('acme', 'ann', 'and how long may they be exchanged?', null,
    'shop', 3))), '=', 3::bigint, 'among them the first of its own words');
select is((select sources[1] from found where n = 3), 'gift.md', 'as one does that leans on that');
select is((select sources from found where n = 4), array(
  select source from howdah_internal.search_for_message('acme', 'ann', 'What is long rule 3?', null, 'shop', 6)
   order by rank), 'one that stands alone finds what it finds at any time');
select is(howdah_internal.search_texts('other', (select id from a limit 1)), null,
  'another tenant''s question is none');

-- Copies.
select howdah.add_document('Opening hours are nine to five.', 'hours-' || n, collection => 'shop', private => false)
  from generate_series(1, 7) as n;
insert into a select 5, pg_temp.asked('When are the opening hours?');
select pg_temp.sources(id) from a where n = 5;
select is((select also_in from a, howdah.message_sources(a.id) where n = 5 and source = 'hours-1'),
  '{hours-2,hours-3,hours-4,hours-5,hours-6,hours-7}', 'a text is one source, and the others are named');
select matches((select m ->> 'content' from a, howdah.message_request(a.id) as r, jsonb_array_elements(r -> 'messages')
  as m where n = 5 and m ->> 'content' ~ 'Opening'), 'also_in="hours-2, hours-3, hours-4, hours-5, hours-6"',
  'to the model too');
select * from finish();
rollback;
