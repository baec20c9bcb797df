begin;
select plan(6);

select is(howdah.current_user_id(), null, 'at first nobody asks');
set local howdah.user_id = 'ann';
select is(howdah.current_user_id(), 'ann', 'what act_as sets is the user');
set local request.jwt.claims = '{"sub": "bob"}';
select is(howdah.current_user_id(), 'bob', 'claims go before the setting');
set local request.jwt.claims = '{"role": "anon"}';
select is(
  howdah.current_user_id(), null, 'claims without sub are nobody, whatever the setting says'
);
set local request.jwt.claims = '{"sub": ""}';
select is(howdah.current_user_id(), null, 'an empty sub is nobody');
set local request.jwt.claims = '';
set local role howdah_app;
select is(howdah.current_user_id(), 'ann', 'an application login may ask');

select * from finish();
rollback;
