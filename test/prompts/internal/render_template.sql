begin;
select plan(9);

select is(
  howdah_internal.render_template('{{a}} and {{ b }}, {{a}}', '{"a": "x", "b": 2}'), 'x and 2, x',
    'variables take their places'
);
select is(howdah_internal.render_template('plain', '{}'), 'plain', 'a text without variables stays');
select is(howdah_internal.render_template('', '{}'), '', 'an empty text too');
select is(
  howdah_internal.render_template('{{a}}{{b}}', '{"a": "{{b}}", "b": "!"}'), '{{b}}!',
    'braces in a value are not replaced again'
);
select is(
  howdah_internal.render_template('{{a}}', '{"a": "\\1 $& %s"}'), E'\\1 $& %s', 'nor is anything else in it'
);
select is(howdah_internal.render_template('{{a}}', '{"a": false}'), 'false', 'false is a value');
select throws_ok(
  $$select howdah_internal.render_template('{{b}} {{a}} {{c}}', '{"c": 1, "a": null}')$$, 'PT422',
  'the prompt needs variables that are not given: a, b', 'missing variables are named, null is missing'
);
select throws_ok(
  $$select howdah_internal.render_template('{{a}}', null)$$, 'PT422', null,
  'no variables at all are missing ones'
);

set local role howdah_worker;
select throws_ok($$select howdah_internal.render_template('', '{}')$$, '42501', null, 'a worker may not');

select * from finish();
rollback;
