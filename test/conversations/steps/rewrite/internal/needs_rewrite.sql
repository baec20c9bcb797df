begin;
select plan(38);
select ok(howdah_internal.needs_rewrite(q, 'english'), q || ' is worth a call') from unnest(array[
  'And how much does it weigh?', 'No, the other one', 'The price?', 'Without a receipt?', 'Which is cheaper?',
  'Warranty?', 'Are spare parts for it still available?', 'What about in winter?', 'Is the bigger one louder?',
  'Und wie viel kostet er?', 'Et la garantie ?', '¿Y de qué color es?', 'E la garanzia?', 'А сколько он весит?',
  '它多少钱？', 'How long?', 'why?', 'and then?', 'Thanks, and for students?', 'Does this have a warranty?',
  'I meant the other one', 'en hoe zwaar is hij?', 'E quanto custa ela?'
]) as q;
select ok(not howdah_internal.needs_rewrite(q, 'english'), q || ' stands alone') from unnest(array[
  'What is the warranty of the Typhoon tower fan?', 'How many days of leave do I get in the first year?',
  'When are your shops open on Saturdays?', 'How do I clean the Cascade kettle with vinegar?',
  'Which payment do you accept, credit cards or cash?', 'Wie lange gilt die Garantie für den großen Ventilator?',
  'Quelle est la durée de la garantie du ventilateur ?', '¿Cuánto dura la garantía del ventilador?',
  'Сколько стоит доставка в другой город страны?', 'What is the difference between the Typhoon and the Breeze fan?',
  'Is it possible to return a gift card that was bought abroad by somebody who has lost its receipt?', '', '-- "',
  repeat('It is long. ', 40)
]) as q;
set local role howdah_app;
select throws_ok($$select howdah_internal.needs_rewrite('it?', 'english')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
