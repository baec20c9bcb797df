-- A key in the environment is a wish: the first provider offered becomes the default, until set_setting says otherwise.
select howdah_internal.drop_former('howdah.offer_providers(text[])', 'boolean');
create or replace function howdah.offer_providers(providers text[])
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  -- The defaults are everybody's: only the owner and workers choose them, an application login is not heard.
  if not ('openai' = any (offer_providers.providers))
     or not (howdah_internal.is_operator() or pg_has_role(howdah_internal.caller(), 'howdah_worker', 'member')) then
    return false;
  end if;
  if howdah.setting('default_embedding_model') is null then
    perform howdah.register_model('openai', 'text-embedding-3-small', 'embedding', 1536, 8191);
    perform howdah.set_setting('default_embedding_model', 'openai/text-embedding-3-small');
    if exists (select from howdah.collections) then
      raise notice 'new collections embed with openai/text-embedding-3-small from now on'
        using hint = 'As howdah_admin: what is there keeps its model until howdah.start_reembedding changes it.';
    end if;
  end if;
  if howdah.setting('default_chat_model') is null then
    perform howdah.register_model(
      'openai', 'gpt-4o-mini', 'chat', null, 128000, input_kinds => '{text,image,file}');
    perform howdah.set_setting('default_chat_model', 'openai/gpt-4o-mini');
  end if;
  return true;
end
$$;
comment on function howdah.offer_providers is
  'Says which provider aliases can be called. The first time openai is among them, its small models become the '
  'defaults where none are set. Only the owner and workers are heard. Example: select '
  'howdah.offer_providers(''{openai}'').';
grant execute on function howdah.offer_providers to howdah_app, howdah_worker;
