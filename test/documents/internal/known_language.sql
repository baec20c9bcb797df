begin;
select plan(7);
select is(howdah_internal.known_language('German'), 'german', 'a configuration by its name');
select is(howdah_internal.known_language('de'), 'german', 'or its ISO code');
select is(howdah_internal.known_language(' pt-BR '), 'portuguese', 'with a country');
select is(howdah_internal.known_language('zh_TW'), 'simple', 'of which PostgreSQL may have none');
select is(howdah_internal.known_language('klingon'), 'simple', 'unknown ones are simple');
select is(howdah_internal.known_language(null), null, 'null is the collection''s');
select howdah.create_collection('l', language => 'fr');
select is((select k.language from howdah.collections as k where k.name = 'l'), 'french',
  'create_collection takes both');
select * from finish();
rollback;
