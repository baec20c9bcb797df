begin;
select plan(25);

select is(
  howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 15, "cached_input": 7.5, "output": 60}]'), 1,
  'a price is added'
);
select results_eq(
  $$select input_cents_per_mtok, cached_input_cents_per_mtok, output_cents_per_mtok, source
    from howdah.model_prices where provider = 'maker'$$,
  $$values (15::numeric, 7.5, 60::numeric, 'set_price')$$, 'in cents for a million tokens'
);
select is(
  howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 15, "cached_input": 7.5, "output": 60}]'), 0,
  'the same price again adds nothing'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 16, "cached_input": 7.5, "output": 60}]')$$,
  'PT409', null, 'another price for the same date is refused'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 15, "cached_input": 1, "output": 60}]')$$,
  'PT409', null, 'also when only the cached price differs'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 1}, {"from_input_tokens": 1000, "input": 2}]')$$,
  'PT409', null, 'also when a new tier comes with it'
);
select is(
  howdah.set_price('maker', 'm', '2026-02-01', '[{"input": 1}, {"from_input_tokens": 1000, "input": 2}]'), 2,
  'a later date may have other tiers'
);
select is(
  (select count(*) from howdah.model_prices where provider = 'maker'), 3::bigint,
  'prices are only ever added'
);

select throws_ok(
  $$select howdah.set_price('maker', 'm', null, '[{"input": 1}]')$$, '22004', null,
  'a date is required'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[]')$$, '22023', null, 'no tier is no price'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '{"input": 1}')$$, '22023', null,
  'tiers are an array'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"output": 1}]')$$, '22023', null,
  'a tier has an input price'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"input": 1, "output": -1}]')$$, '22023', null,
  'a price is not negative'
);

select throws_ok(
  $$select howdah.set_price('maker', 'm', '2026-02-01', '[{"input": 1}]')$$, 'PT409', null,
  'a part of a price is another price'
);
select is(
  howdah.set_price('maker', 'm', '2026-02-01',
    '[{"from_input_tokens": 1000, "input": 2.0}, {"input": 1, "output": null}]'), 0,
  'the same tiers in another order are the same price'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"input": 1, "cached": 1}]')$$, '22023', null,
    'a misspelt tier is refused'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"input": 1, "service_class": "express"}]')$$, '22023', null,
  'so is an unknown service class'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"input": 1, "service_class": "batch"}]')$$, '22023', null,
  'a price has a standard tier'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"input": 1, "from_input_tokens": 10}]')$$, '22023', null,
  'which begins at 0 tokens'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"input": 1}, {"input": 2}]')$$, '22023', null,
    'no two tiers are alike'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', now(), '[{"input": 1e12}]')$$, '22023', null, 'a price fits its column'
);
select throws_ok(
  $$select howdah.set_price('maker', 'm', 'infinity', '[{"input": 1}]')$$, '22023', null, 'a date is a date'
);
select throws_ok(
  $$select howdah.set_price('Open AI', 'm', now(), '[{"input": 1}]')$$, '22023', null, 'a provider is an alias'
);

set local role howdah_admin;
select lives_ok(
  $$select howdah.set_price('maker', 'n', now(), '[{"input": 1}]')$$,
  'an administrator may set prices'
);
set local role howdah_app;
select throws_ok(
  $$select howdah.set_price('maker', 'n', now(), '[{"input": 1}]')$$, '42501', null,
  'an application may not'
);

select * from finish();
rollback;
