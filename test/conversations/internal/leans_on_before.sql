begin;
select plan(39);
select ok(howdah_internal.leans_on_before(q, 'english'), q || ' leans') from unnest(array[
  'and how long may they be exchanged?', 'How long?', 'why?', 'What about shipping?', 'Is it refundable?',
  'what is its price', 'How many of those can I buy', 'What happens to them after a year?', 'Who approves it?',
  'And in Germany?', 'Do they ship?', '它多少钱？', '那运费呢？', '  "But not on Sundays?"'
]) as q;
select ok(not howdah_internal.leans_on_before(q, 'english'), q || ' stands alone') from unnest(array[
  'Tell me about gift cards', 'How long does it take to get a refund?', 'Is it possible to return a gift card?',
  'Does the kettle switch off when it boils?', 'refunds?', 'How many days of leave do I get?',
  'Can I return a card that I lost?', 'What if I lose my gift card?', '三十天内退款', '', '-- "',
  'And is the warranty of the tower fan transferable to another owner in the family?', repeat('It is long. ', 40)
]) as q;
select ok(howdah_internal.leans_on_before(q, l), q || ' leans') from (values ('Und wie lange gilt sie?', 'german'),
  ('Wie lange ist er gültig?', 'german'), ('Et en Suisse ?', 'french'), ('Combien coûtent-elles ?', 'french'),
  ('¿Y cuánto cuesta?', 'spanish'), ('А сколько он стоит?', 'russian'), ('and then?', 'simple')) as v (q, l);
select ok(not howdah_internal.leans_on_before(q, l), q || ' stands alone') from (values
  ('Wie lange gilt die Garantie für den Ventilator?', 'german'), ('Quelle est la durée de la garantie ?', 'french'),
  ('¿Cuánto dura la garantía?', 'spanish'), ('Сколько стоит доставка?', 'russian'),
  ('How do refunds work?', 'simple')) as v (q, l);
select * from finish();
rollback;
