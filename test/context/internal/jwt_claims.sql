begin;
select plan(4);

select is(howdah_internal.jwt_claims(), null, 'without claims there are none');
set local request.jwt.claims = '';
select is(
  howdah_internal.jwt_claims(), null, 'an empty setting, as a pooled connection keeps it, is none either'
);
set local request.jwt.claims = '{"sub": "ann"}';
select is(howdah_internal.jwt_claims(), '{"sub": "ann"}'::jsonb, 'claims are read as JSON');
set local request.jwt.claims = 'no json';
select throws_ok(
  'select howdah_internal.jwt_claims()', '22P02', null, 'claims that are no JSON are an error, not nobody'
);

select * from finish();
rollback;
