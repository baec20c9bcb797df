begin;
select plan(4);

select is(
  howdah.prompt_variables('Hello {{ name }}, about {{product}}: {{name}}'), array['name', 'product'],
  'names in double braces are found once each, sorted'
);
select is(howdah.prompt_variables('{name} {{1}} {{a b}} {{}}'), '{}', 'other braces are text');
select is(howdah.prompt_variables(''), '{}', 'an empty text has none');

set local role howdah_app;
select throws_ok(
  $$select howdah.prompt_variables('x')$$, '42501', null, 'applications call render_prompt instead'
);

select * from finish();
rollback;
