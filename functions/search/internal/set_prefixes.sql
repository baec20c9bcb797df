create or replace function howdah_internal.set_prefixes(model howdah.models, query_prefix text, document_prefix text)
  returns void
  language plpgsql
  volatile
as $$
begin
  if (set_prefixes.query_prefix, set_prefixes.document_prefix)
    = ((model).query_prefix, (model).document_prefix) then
    return;
  end if;
  if (model).kind != 'embedding' then
    raise exception 'query_prefix and document_prefix are for embedding models'
      using errcode = '22023', hint = 'What a chat model is told first is a prompt: howdah.create_prompt_version.';
  end if;
  if greatest(length(set_prefixes.query_prefix), length(set_prefixes.document_prefix)) > 500 then
    raise exception 'query_prefix or document_prefix is longer than 500 characters'
      using errcode = '22001', hint = 'A prefix is what the model was trained with, such as ''search_query: ''.';
  end if;
  if greatest(octet_length(set_prefixes.query_prefix), octet_length(set_prefixes.document_prefix))
     > (model).max_input_tokens / 2 then
    raise exception 'query_prefix or document_prefix leaves no room for a text'
      using errcode = '22023', hint = 'It may have at most half as many bytes as the model takes tokens.';
  end if;
  if set_prefixes.document_prefix != (model).document_prefix then
    -- Whoever is claiming texts of this model has taken them, or takes them with the new prefix.
    perform l.name
       from howdah.lanes as l
      where l.model_id = (model).id
      order by l.name
        for no key update;
    if exists (select from howdah.embeddings as e where e.model_id = (model).id)
       or exists (
         select from howdah_internal.jobs as j
          where j.lane in (select l.name from howdah.lanes as l where l.model_id = (model).id)
            and j.kind = 'embed_chunk' and j.state = 'running') then
      raise exception 'the model has vectors of texts with another document_prefix'
        using errcode = 'PT409',
              hint = 'They would not be alike: register it under another provider alias, and '
                'howdah.start_reembedding(collection, ''alias/model'') changes over while search answers.';
    end if;
  end if;
  update howdah.models as m
     set query_prefix = set_prefixes.query_prefix, document_prefix = set_prefixes.document_prefix
   where m.id = (model).id;
end
$$;
comment on function howdah_internal.set_prefixes is
  'Changes what is sent before queries and texts. Vectors of queries are kept under their prefix and made anew; those '
  'of texts cost too much for that: with any, another document_prefix is refused.';
