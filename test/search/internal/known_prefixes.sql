begin;
select plan(5);
create temp table wanted (name text, query_prefix text, document_prefix text);
insert into wanted values
  ('nomic-embed-text', 'search_query: ', 'search_document: '),
  ('nomic-embed-text:v1.5', 'search_query: ', 'search_document: '),
  ('nomic-ai/nomic-embed-text-v1.5', 'search_query: ', 'search_document: '),
  ('text-embedding-nomic-embed-text-v1.5', 'search_query: ', 'search_document: '),
  ('nomic-embed-text-v2-moe', 'search_query: ', 'search_document: '),
  ('intfloat/multilingual-e5-large', 'query: ', 'passage: '),
  ('e5-base-v2', 'query: ', 'passage: '),
  ('embeddinggemma:300m', 'task: search result | query: ', 'title: none | text: '),
  ('BAAI/bge-large-en-v1.5', 'Represent this sentence for searching relevant passages: ', ''),
  ('@cf/baai/bge-small-en-v1.5', 'Represent this sentence for searching relevant passages: ', ''),
  ('mxbai-embed-large:latest', 'Represent this sentence for searching relevant passages: ', ''),
  ('snowflake-arctic-embed:335m', 'Represent this sentence for searching relevant passages: ', ''),
  ('Snowflake/snowflake-arctic-embed-l-v2.0', 'query: ', ''),
  ('snowflake-arctic-embed2', 'query: ', ''),
  ('BAAI/bge-small-zh-v1.5', '为这个句子生成表示以用于检索相关文章：', ''),
  ('intfloat/multilingual-e5-large-instruct',
    E'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ', ''),
  ('Qwen/Qwen3-Embedding-0.6B',
    E'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:', '');
select results_eq(
  $$select w.name, p.query_prefix, p.document_prefix from wanted as w, howdah_internal.known_prefixes(w.name) as p$$,
  $$select name, query_prefix, document_prefix from wanted$$,
  'well-known models have what their makers ask for, however a server writes their name');
select is_empty($$
  select n.name from unnest(array['text-embedding-3-small', 'bge-m3', 'BAAI/bge-reranker-base', 'all-minilm', 'small',
    'nvidia/nv-embedqa-e5-v5', 'voyage-3', 'my-nomic-embed-text', 'e5', 'local-embedding', 'gte-base', 'e5-large-ours',
    'snowflake/arctic-embed-l', 'nomic-embed-code', 'jina-embeddings-v3']) as n (name),
    howdah_internal.known_prefixes(n.name) as p
   where p.query_prefix != '' or p.document_prefix != ''$$,
  'any other name has none');
select is_empty($$select from wanted where greatest(length(query_prefix), length(document_prefix)) > 500$$,
  'none is longer than a model may have');
set local role howdah_app;
select throws_ok($$select howdah_internal.known_prefixes('e5-base')$$, '42501', null, 'an application reads models');
set local role howdah_admin;
select throws_ok($$select howdah_internal.known_prefixes('e5-base')$$, '42501', null, 'and so does an administrator');
reset role;
select * from finish();
rollback;
