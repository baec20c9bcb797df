-- Who may call what: a name and its roles a line, in the folders' order; every overload has the same callers.
do $do$
declare
  v_grant record;
begin
  for v_grant in
    select p.oid::regprocedure as routine, 'howdah_' || r.role as role
      from regexp_split_to_table($grants$
-- cache
cache_lookup app
cache_store app
clear_cache admin
clean_cache admin

-- conversations
add_message app
append_partial app worker
archive_conversation app
ask app
await_message app
cancel_message app
claim_message app
complete_message app worker
conversation_context app
conversation_messages app
delete_conversation app
edit_message app
format_answer app
give_feedback app
list_conversations app
message_request app
message_sources app
prepare_message worker
read_message app
record_message_usage worker
refuse_waiting app
regenerate app
rename_conversation app
run_prompt app
score_answer app admin
send_message app
start_conversation app
switch_branch app

-- conversations/lineage
answers_by_document admin
answers_by_price admin
answers_by_prompt admin
answers_by_variant admin

-- documents
add_document app
add_document_chunks app
chunk_text app
create_collection app admin
delete_document app
delete_missing_documents app
embedding_jobs app
embedding_progress app
ingest_document app
model_name app

-- documents/models
finish_reembedding admin
reembedding_state app admin
rollback_reembedding admin
start_reembedding admin

-- documents/watching
sync_watched worker admin
unwatch_table admin
watch_table admin

-- limits
admit app
bucket_level analyst admin
calls_are_off app worker admin
cancel_reservation app
expire_reservations app worker
limit_status app
period_seconds analyst admin
resume_calls admin
set_budget admin
set_rate_limit admin
settle app
stop_calls admin

-- operations
default_model app admin
doctor admin
find_model app admin
set_setting admin
set_tenant admin
set_user app admin
status admin
verify admin
wait_reason app worker admin
worker_metrics worker

-- prompts
activate_prompt admin
active_prompt app admin
create_prompt_version admin
prompt_messages app admin
render_messages app admin
render_prompt app admin
render_template app admin
rollback_prompt admin

-- prompts/experiments
assign_prompt_version app admin
experiment_scores analyst admin
ramp_experiment admin
sample_ratio_p analyst admin
start_experiment admin
stop_experiment admin

-- prompts/experiments/statistics
chi_square app analyst admin
chi_square_p app analyst admin
normal_cdf app analyst admin
two_proportion_z app analyst admin
wilson_interval app analyst admin

-- queue
cancel_job admin
claim_jobs worker
complete_embeddings worker
complete_job worker
complete_jobs worker
enqueue app
fail_job app worker
heartbeat app worker
left_jobs worker
maintain_queue worker
maintenance_steps worker
offer_providers app worker
pause_lane admin
reap_jobs worker
record_embedding_usage worker
register_worker worker
release_jobs worker
resume_lane admin
retry_dead_jobs admin
set_lane admin
store_question_embedding worker
unfinished_jobs worker

-- search
check_search app
embed_query app
neighbouring_chunks app
ranked_chunks app
similar_chunks app
similar_documents app
register_model admin
request_query_embedding app
search app
store_query_embedding app

-- search/evaluation
dcg admin
evaluate_queries admin
evaluate_search admin
forget_judged_queries admin
judge_query admin
ndcg admin
recall_at admin
reciprocal_rank admin
request_judged_embeddings admin

-- search/quality
check_embeddings admin
check_retrieval_drift admin
measure_recall admin
record_retrieval app
reset_retrieval_baseline admin

-- security/identity
ensure_user app
require_user app

-- erasure
forget_tenant admin
forget_user admin

-- reports
message_lineage app

-- usage
normalise_usage app admin
record_usage app
reprice_usage admin
set_price admin

-- schedules
install_schedules admin
run_schedule admin
set_schedule admin
tick worker admin
uninstall_schedules admin
cron_jobs admin
next_run app worker analyst admin
last_run app worker analyst admin
parse_schedule app worker analyst admin
cron_field app worker analyst admin
run_days app worker analyst admin
day_runs app worker analyst admin
check_time_zone app worker analyst admin

-- usage/rollups
latency_bucket app analyst admin
latency_percentile app analyst admin
unrolled_calls analyst
rebuild_usage admin
roll_up_usage admin
summarise_days admin
$grants$, '\n') as g (line)
     cross join lateral regexp_split_to_array(trim(g.line), ' +') as w (words)
     cross join lateral unnest(w.words[2:]) as r (role)
      join pg_proc as p
        on p.proname = w.words[1] and p.pronamespace = 'howdah'::regnamespace
     where g.line not like '--%'
  loop
    execute format('grant execute on routine %s to %I', v_grant.routine, v_grant.role);
  end loop;
end
$do$;
