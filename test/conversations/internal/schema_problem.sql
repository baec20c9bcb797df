begin;
select plan(32);
create temp table schemas (name text, schema jsonb);
insert into schemas values
  ('tags', '{"type": "object", "required": ["tags"], "additionalProperties": false,
    "properties": {"tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2}}}'),
  ('kind', '{"type": "object", "properties": {"kind": {"enum": ["a", "b", ["a", "b"]]}, "n": {"const": 1},
    "more": {"type": ["string", "null"]}}, "additionalProperties": {"type": "boolean"}}'),
  ('number', '{"properties": {"i": {"type": "integer"}, "n": {"type": "number", "minimum": 0, "exclusiveMaximum": 5},
    "m": {"multipleOf": 0.5}, "s": {"minLength": 2, "maxLength": 3}}}'),
  ('tree', '{"$ref": "#/$defs/node", "$defs": {"node": {"type": "object", "required": ["v"], "properties": {
    "v": {"type": "number"}, "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}}}}}'),
  ('all', '{"allOf": [{"required": ["a"]}, {"required": ["b"]}]}'),
  ('itself', '{"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}');
select is(howdah_internal.schema_problem(c.value::jsonb, s.schema), c.problem, c.name || ': ' || c.value)
  from (values
    ('tags', '{"tags": ["a"]}', null),
    ('tags', '{"wrong": 1}', '$ has no tags'),
    ('tags', '{"tags": "a"}', '$.tags is not of type array'),
    ('tags', '{"tags": ["a", 1]}', '$.tags[1] is not of type string'),
    ('tags', '{"tags": []}', '$.tags does not keep to minItems'),
    ('tags', '{"tags": ["a", "b", "c"]}', '$.tags does not keep to maxItems'),
    ('tags', '{"tags": ["a"], "secret words": 1}', 'a property of $ is not allowed'),
    ('tags', '["a"]', '$ is not of type object'),
    ('tags', 'null', '$ is not of type object'),
    ('kind', '{"kind": "a", "n": 1, "more": null, "other": true}', null),
    ('kind', '{"kind": "c"}', '$.kind is none of the values allowed'),
    ('kind', '{"kind": ["a"]}', '$.kind is none of the values allowed'),
    ('kind', '{"kind": ["a", "b"]}', null),
    ('kind', '{"n": 2}', '$.n is none of the values allowed'),
    ('kind', '{"more": 1}', '$.more is not of type string or null'),
    ('kind', '{"other": 1}', 'a property of $ is not of type boolean'),
    ('number', '{"i": 1, "n": 4.9, "m": 1.5, "s": "ab"}', null),
    ('number', '{"i": 1.0}', null),
    ('number', '{"i": 1.5}', '$.i is not of type integer'),
    ('number', '{"n": -1}', '$.n does not keep to minimum'),
    ('number', '{"n": 5}', '$.n does not keep to exclusiveMaximum'),
    ('number', '{"m": 1.2}', '$.m does not keep to multipleOf'),
    ('number', '{"s": "a"}', '$.s does not keep to minLength'),
    ('number', '{"s": "abcd"}', '$.s does not keep to maxLength'),
    ('tree', '{"v": 1, "next": {"v": 2, "next": null}}', null),
    ('tree', '{"v": 1, "next": {"next": null}}', '$.next has no v'),
    ('tree', '{"v": 1, "next": {"v": "x"}}', '$.next.v is not of type number'),
    ('all', '{"a": 1, "b": 1}', null),
    ('all', '{"a": 1}', '$ has no b'),
    ('itself', '{"a": 1}', null)
  ) as c (name, value, problem)
  join schemas as s using (name);
select is(howdah_internal.schema_problem('1', null), null, 'no schema asks for nothing');
select is(howdah_internal.schema_problem('1', 'false'), '$ is not allowed', 'and false for all');
select * from finish();
rollback;
