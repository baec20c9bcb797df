begin;
select plan(23);

select lives_ok(format('select howdah_internal.check_prompt_params(%L)', p), p || ' is right')
  from unnest(array[
    '{}', '{"temperature": 0, "top_p": 1, "max_tokens": 200, "seed": -1, "stop": "END"}', '{"stop": ["A", "B"]}',
    '{"presence_penalty": -2, "frequency_penalty": 2.0, "max_completion_tokens": 1e3}',
    '{"response_format": {"type": "json_object"}}',
    '{"response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {}}}}',
    '{"reasoning_effort": "low", "anything": [1, {"else": null}]}'
  ]) as p;
select throws_ok(
  format('select howdah_internal.check_prompt_params(%L)', p.params), '22023', p.message, p.params || ' is refused'
)
  from (values
    ('{"temperature": 2.1}', 'params of the wrong type or out of range: temperature'),
    ('{"temperature": "0"}', 'params of the wrong type or out of range: temperature'),
    ('{"temperature": null}', 'params of the wrong type or out of range: temperature'),
    ('{"top_p": -1, "seed": 0.5}', 'params of the wrong type or out of range: seed, top_p'),
    ('{"top_p": [0.5]}', 'params of the wrong type or out of range: top_p'),
    ('{"max_tokens": 0}', 'params of the wrong type or out of range: max_tokens'),
    ('{"max_tokens": 1.5}', 'params of the wrong type or out of range: max_tokens'),
    ('{"stop": 1}', 'params of the wrong type or out of range: stop'),
    ('{"stop": ["A", 1]}', 'params of the wrong type or out of range: stop'),
    ('{"response_format": "json"}', 'params of the wrong type or out of range: response_format'),
    ('{"response_format": {"type": "json_schema"}}', 'params of the wrong type or out of range: response_format'),
    ('{"response_format": null}', 'params of the wrong type or out of range: response_format'),
    ('{"model": "x", "stream": false}', 'params that howdah sets itself: model, stream'),
    ('[]', 'params is not a JSON object')
  ) as p (params, message);
select throws_ok('select howdah_internal.check_prompt_params(null)', '22023', null, 'null is no object');
set local role howdah_app;
select throws_ok($$select howdah_internal.check_prompt_params('{}')$$, '42501', null, 'it is called inside');

select * from finish();
rollback;
