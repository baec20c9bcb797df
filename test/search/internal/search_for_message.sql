begin;
select plan(6);
select howdah.act_as('ada', 'acme');
select howdah.add_document('Ada keeps a secret recipe.', 'recipe.md');
select howdah.add_document('Acme shares a public recipe.', 'shared.md', private => false);
select howdah.act_as(null);
create function pg_temp.found(tenant text, user_id text) returns text[] language sql as $$
  select array_agg(source order by source) from howdah_internal.search_for_message($1, $2, 'recipe', null, 'default', 5)
$$;
select is(pg_temp.found('acme', 'ada'), array['recipe.md', 'shared.md'], 'it finds what the message''s user may see');
select is(pg_temp.found('acme', 'bob'), array['shared.md'], 'and not what is another user''s');
select is(pg_temp.found('acme', null), array['shared.md'], 'without a user what is the tenant''s');
select is(pg_temp.found('other', 'ada'), null, 'and nothing of another tenant');
set local role howdah_app;
select throws_ok($$select * from howdah_internal.search_for_message('acme', 'ada', 'recipe', null, 'default',
  5)$$, '42501', null,
  'an application may not name tenant and user itself');
reset role;
set local role howdah_worker;
select throws_ok($$select * from howdah_internal.search_for_message('acme', 'ada', 'recipe', null, 'default',
  5)$$, '42501', null,
  'nor may a worker');
reset role;
select * from finish();
rollback;
