import type { Call } from './call.ts'

const world = (name: string, type: string) => `public.world('${name}')::${type}`
const uuid = (name: string) => world(name, 'uuid')
const id = (name: string) => world(name, 'bigint')
const ids = (name: string) => `array[${id(name)}]`
const answer = { message_id: uuid('answered message') }
const conversation = { conversation_id: uuid('answered') }
const claimed = { job_id: id('claimed job'), token: id('claimed token') }
const jobs = { job_ids: ids('job'), token: id('token') }
const event = { tenant: `'default'`, event_id: uuid('event') }
const failed = { ...event, attempt: '1', error_code: `'http'` }
const month = { starts_at: `'2026-02-01Z'`, ends_at: `'2026-03-02Z'` }
const used = `'{"input_tokens": 10, "output_tokens": 3}'`
const cached = { request: `'{"q": 1}'`, model: `'p/chat'` }
const call = {
  tenant: `'default'`,
  payer: `'ann'`,
  model_id: id('model'),
  call_id: `'c0ffee00-0000-0000-0000-000000000000'`,
  started_at: `'2026-03-01 12:00Z'`,
}

const searchNumbers = { match_count: 5, max_tokens: 100, min_similarity: 0, diversity: 1 }

/** One valid call of every public function; `public.world(name)` are the ids of world.sql. */
export const calls: Record<string, Call> = {
  act_as: { args: { user_id: `'ann'` } },
  activate_prompt: {
    args: { prompt: `'support'`, version: '1' },
    numbers: { expected_version: 2 },
  },
  active_prompt: { args: { prompt: `'support'` } },
  add_document: { args: { content: `'New.'`, source: `'new.md'` } },
  add_document_chunks: { args: { source: `'new.md'`, chunks: `'[{"content": "new"}]'` } },
  add_message: { args: { ...conversation, role: `'user'`, content: `'And?'` } },
  admit: {
    args: { model: `'p/chat'` },
    numbers: { estimated_input_tokens: 7, max_output_tokens: 9 },
  },
  answers_by_document: { args: { document_id: uuid('document') }, numbers: { version: 1 } },
  answers_by_price: { args: { provider: `'p'`, model: `'chat'`, effective_from: `'2026-01-01'` } },
  answers_by_prompt: { args: { prompt: `'support'` }, numbers: { version: 2 } },
  answers_by_variant: { args: { experiment_id: id('experiment') }, numbers: { version: 1 } },
  answers_to_review: { numbers: { match_count: 5 } },
  append_partial: { args: { ...claimed, from_char: '2', content: `'n'` }, numbers: { seq: 1 } },
  archive_conversation: { args: conversation },
  assign_prompt_version: { args: { prompt: `'trial'`, unit_id: `'ann'` } },
  begin_call: {
    args: { ...jobs, call_id: call.call_id, started_at: call.started_at, estimated_tokens: '5' },
  },
  cache_lookup: { args: cached },
  cache_store: {
    args: { ...cached, response: `'new'` },
    numbers: { input_tokens: 3, output_tokens: 2 },
  },
  close_statement: { args: { tenant: `'default'`, month: `'2026-02-01'` } },
  credit_balance: {},
  cancel_job: { args: { job_id: id('ready job') } },
  cancel_message: { args: { message_id: uuid('pending message') } },
  cancel_reservation: { args: { reservation_id: uuid('reservation') } },
  check_embeddings: {},
  chunk_text: {
    args: { document: `repeat('A sentence. ', 200)` },
    numbers: { chunk_tokens: 64, chunk_overlap: 8 },
  },
  changes_of: {},
  claim_events: { numbers: { max_events: 1 } },
  claim_jobs: { args: { worker: `'w'`, lanes: `'{reports}'` }, numbers: { max_jobs: 1 } },
  claim_message: { args: { message_id: uuid('pending message') } },
  clear_cache: {},
  clock: {},
  complete_event: { args: event },
  complete_embeddings: {
    args: {
      job_ids: ids('embedding job'),
      token: id('embedding token'),
      embeddings: `array['[1,2,3]'::halfvec]`,
      ...call,
      usage: used,
    },
  },
  complete_jobs: { args: jobs },
  complete_message: { args: { ...claimed, content: `'Ten.'` } },
  confirm_price: { args: { provider: `'p'`, model: `'chat'` } },
  context_tenant: {},
  conversation_context: { args: conversation, numbers: { max_tokens: 100 } },
  conversation_messages: { args: conversation, numbers: { max_messages: 1 } },
  create_collection: { args: { name: `'more'` }, numbers: { chunk_tokens: 64, chunk_overlap: 8 } },
  create_prompt_version: { args: { prompt: `'support'`, content: `'You try.'` } },
  current_tenant: {},
  current_user_id: {},
  delete_collection: { args: { collection: `'vec'` } },
  delete_conversation: { args: conversation },
  delete_document: { args: { document_id: uuid('document') } },
  delete_judged_queries: { args: { query_set: `'default'` } },
  delete_missing_documents: { args: { collection: `'default'`, sources: `'{}'`, prefix: `''` } },
  doctor: {},
  documents_of_user: { args: { user_id: `'ann'` } },
  edit_message: { args: { message_id: uuid('question'), content: `'How many?'` } },
  embedding_progress: { args: { collection: `'vec'` } },
  enqueue: { args: { kind: `'report'` }, numbers: { priority: 3, estimated_tokens: 7 } },
  estimate_tokens: { args: { content: `'How many?'` } },
  evaluate_queries: { numbers: { k: 5 } },
  evaluate_search: { numbers: { k: 5 } },
  fail_event: { args: failed, numbers: { http_status: 503, retry_after_ms: 1000 } },
  fail_jobs: {
    args: { ...jobs, error_code: `'provider_error'` },
    numbers: { http_status: 503, retry_after_ms: 2000 },
  },
  finish_reembedding: { args: { collection: `'new'` } },
  grant_credit: { args: { tenant: `'default'`, amount_cents: '50' } },
  forget_tenant: { args: { tenant: `'gone'` }, numbers: { max_rows: 10 } },
  forget_user: { args: { user_id: `'bob'` } },
  format_answer: { args: answer },
  give_feedback: { args: { ...answer, score: '1' } },
  heartbeat: { args: jobs },
  ingest_document: {
    args: { content: `'New.'`, source: `'new.md'`, title: 'null', collection: `'default'` },
  },
  judge_query: { args: { query: `'leave'`, source: `'leave.md'` }, numbers: { grade: 2 } },
  limit_status: {},
  known_prices: {},
  list_conversations: { numbers: { max_conversations: 2 } },
  logged_search: { args: { query: `'refunds'` }, numbers: searchNumbers },
  maintain_queue: {},
  maintenance_steps: {},
  measure_recall: { numbers: { sample: 10, match_count: 5 } },
  message_lineage: { args: answer },
  message_request: { args: answer },
  message_sources: { args: answer },
  message_trace: { args: answer },
  neighbouring_chunks: { args: { chunk_ids: ids('chunk') }, numbers: { distance: 2 } },
  next_run: { args: { schedule: `'0 6 * * *'` } },
  next_step: { args: claimed },
  normalise_usage: { args: { provider_shape: used } },
  now: {},
  offer_providers: { args: { providers: `'{openai}'` } },
  pause_lane: { args: { lane: `'reports'` } },
  ramp_experiment: { args: { prompt: `'trial'`, weights: `'{"1": 80, "2": 20}'` } },
  read_message: { args: answer, numbers: { after_chars: 2, after_attempt: 1 } },
  reap_jobs: {},
  rebuild_usage: { args: month },
  record_embedding_usage: { args: { ...call, usage: used } },
  record_retrieval: {
    args: { query: `'leave'`, similarities: `'{0.5}'` },
    numbers: { match_count: 5, latency_ms: 12 },
  },
  record_usage: {
    args: { model: `'p/chat'`, usage: used, prompt: `'support'`, prompt_version: '2' },
    numbers: { attempt: 2, latency_ms: 30, first_token_ms: 5 },
  },
  regenerate: { args: answer },
  register_model: {
    args: { provider: `'p'`, model: `'more'`, kind: `'embedding'`, dimensions: '4' },
    numbers: {
      max_input_tokens: 100,
      max_output_tokens: 100,
      silence_seconds: 30,
      total_seconds: 60,
    },
  },
  register_worker: {
    args: {
      worker: `'w2'`,
      version: `'1'`,
      known_schema_version: '(select version from howdah.schema_version())',
      providers: `'{p}'`,
    },
  },
  release_jobs: { args: jobs },
  readers_of_document: { args: { document_id: uuid('document') } },
  rename_conversation: { args: { ...conversation, title: `'Leave'` } },
  render_prompt: { args: { prompt: `'trial'` } },
  reprice_usage: { args: month },
  request_judged_embeddings: {},
  request_query_embedding: { args: { query: `'leave'` } },
  reset_retrieval_baseline: { args: { collection: `'default'` } },
  resume_calls: {},
  resume_lane: { args: { lane: `'reports'` } },
  retry_dead_jobs: { numbers: { max_jobs: 1 } },
  roll_up_usage: {},
  review_conversation: { args: conversation },
  rollback_prompt: { args: { prompt: `'support'` }, numbers: { expected_version: 2 } },
  rollback_reembedding: { args: { collection: `'new'` } },
  run_prompt: { args: { prompt: `'trial'` } },
  run_schedule: { args: { name: `'cache-cleanup'` } },
  schema_version: {},
  score_answer: { args: { ...answer, score: '1', rater: `'r'` }, user: null },
  search: { args: { query: `'leave'` }, numbers: searchNumbers },
  send_message: { args: { ...conversation, content: `'And?'` } },
  set_customer_price: { args: { effective_from: `'2026-03-01'` }, numbers: { markup_percent: 20 } },
  set_budget: { args: { scope: `'tenant'`, limit_cents: '50' }, numbers: { soft_percent: 90 } },
  set_lane: {
    args: { lane: `'reports'` },
    numbers: { max_running: 5, requests_per_minute: 6, tokens_per_minute: 7 },
  },
  set_price: {
    args: {
      provider: `'p'`,
      model: `'chat'`,
      effective_from: `'2026-02-01'`,
      tiers: `'[{"input": 1}]'`,
    },
  },
  set_prices: {
    args: {
      prices: `'[{"provider": "p", "model": "chat", "effective_from": "2026-02-01", "tiers": [{"input": 1}]}]'`,
    },
  },
  set_rate_limit: { args: { scope: `'user'`, limit_value: '20' }, numbers: { burst: 5 } },
  set_schedule: { args: { name: `'daily-summary'` } },
  set_setting: { args: { name: `'answer_sources'`, value: `'8'` } },
  set_tenant: { args: { tenant: `'new'` } },
  set_user: { args: { user_id: `'cid'` } },
  setting: { args: { name: `'tenancy'` } },
  settle: { args: { reservation_id: uuid('reservation'), usage: used } },
  similar_documents: { args: { document_id: uuid('vec') }, numbers: { match_count: 5 } },
  start_conversation: {},
  start_experiment: { args: { prompt: `'support'`, weights: `'{"1": 50, "2": 50}'` } },
  start_reembedding: { args: { collection: `'vec'`, model: `'p/other'` } },
  status: {},
  stop_calls: {},
  stop_experiment: { args: { prompt: `'trial'` }, numbers: { winner: 2 } },
  store_query_embedding: {
    args: { query: `'leave'`, embedding: `'[1,2,3]'`, collection: `'vec'` },
  },
  summarise_days: {},
  summaries_of_conversation: { args: conversation },
  switch_branch: { args: answer },
  sync_watched: { numbers: { slice: 2 } },
  tick: { numbers: { max_runs: 1 } },
  unfinished_jobs: {},
  unwatch_table: { args: { source_table: `'articles'` } },
  verify: {},
  wait_reason: {},
  watch_table: { args: { source_table: `'public.pages'`, content: `'{body}'` } },
  withdraw_price: { args: { provider: `'p'`, model: `'chat'`, effective_from: `'2026-01-01Z'` } },
  worker_metrics: {},
}

/** Not called here, and why. */
export const elsewhere: Record<string, string> = {
  ask: 'commits: test/conversations/waiting.test.ts',
  await_message: 'commits: test/conversations/waiting.test.ts',
  embed_query: 'commits: test/search/embed_query.test.ts',
  install_schedules: 'needs pg_cron: test/schedules/pg-cron.test.ts',
  uninstall_schedules: 'needs pg_cron: test/schedules/pg-cron.test.ts',
}

/** Where null is no default, and what it means. */
export const nullMeans: Record<string, string> = {
  'start_conversation.collection': 'an answer without sources, as its comment says',
}
