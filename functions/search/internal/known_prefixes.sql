-- As the cards of these models say. A model of another name that ends alike (nv-embedqa-e5-v5) is told by a parameter
-- of its request what a text is, so that the whole name counts.
create or replace function howdah_internal.known_prefixes(
  model text,
  out query_prefix text,
  out document_prefix text
)
  language plpgsql
  immutable
as $$
declare
  -- Without its maker, what LM Studio puts before it and the tag of Ollama.
  v_name text := regexp_replace(
    regexp_replace(lower(known_prefixes.model), '^.*/|:.*$', '', 'g'), '^text-embedding-', '');
begin
  document_prefix := '';
  case
    when v_name ~ '^nomic-embed-text(-v[0-9.]+)?(-moe)?$' then
      query_prefix := 'search_query: ';
      document_prefix := 'search_document: ';
    when v_name ~ '^(multilingual-)?e5-(small|base|large)(-v2|-unsupervised)?$' then
      query_prefix := 'query: ';
      document_prefix := 'passage: ';
    when v_name ~ '^embeddinggemma(-300m)?$' then
      query_prefix := 'task: search result | query: ';
      document_prefix := 'title: none | text: ';
    when v_name ~ '^(bge-(small|base|large)-en(-v1\.5)?|mxbai-embed-large(-v1)?)$'
         or v_name ~ '^snowflake-arctic-embed(-(xs|s|m|l|m-v1\.5|m-long))?$' then
      query_prefix := 'Represent this sentence for searching relevant passages: ';
    when v_name ~ '^snowflake-arctic-embed(2|-[ml]-v2\.0)$' then
      query_prefix := 'query: ';
    when v_name ~ '^bge-(small|base|large)-zh(-v1\.5)?$' then
      query_prefix := '为这个句子生成表示以用于检索相关文章：';
    when v_name ~ '^(multilingual-e5-large-instruct|e5-mistral-7b-instruct)$' then
      query_prefix := E'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ';
    when v_name ~ '^qwen3-embedding(-(0\.6|4|8)b)?$' then
      query_prefix := E'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:';
    else
      query_prefix := '';
  end case;
end
$$;
comment on function howdah_internal.known_prefixes is
  'What a well-known embedding model wants before a query and before a text of a document, by its name; empty where '
  'the name does not say so.';
