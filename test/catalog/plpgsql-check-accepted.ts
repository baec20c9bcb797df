/** What plpgsql_check may say, of which functions, and why it is right as it is. Anything else fails the test. */
export type Accepted = { message: RegExp; because: string; functions: string[] }

export const accepted: Accepted[] = [
  {
    message: /^target type is different type than source type$/,
    because: 'a literal or a text field of json, converted once as the variable is declared or set',
    functions: [
      'admit_call',
      'claim_from_lane',
      'complete_embeddings',
      'correct_usage',
      'cron_field',
      'lock_due_jobs',
      'expire_reservations',
      'filter_condition',
      'finish_jobs',
      'hold_job_budget',
      'leave_chat',
      'leave_jobs',
      'markdown_marks',
      'release_job_holds',
      'set_price',
      'settle_window',
      'store_step_embed',
      'take_changes',
      'hold_budget',
    ],
  },
  {
    message: /^OUT variable ".*" is maybe unmodified$/,
    because: 'the rows come from return query execute, whose columns are not seen',
    functions: ['claim_jobs', 'vector_arm', 'watched_rows'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'the text is a condition of our own sources, passed by the security files',
    functions: ['let_read'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'the text is a condition of erasure_steps, and values are parameters',
    functions: ['erase', 'forget_usage_of'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'the names are of our own tables, as make_partitions writes them',
    functions: ['attach_partition'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'the name comes from the catalog, made by format with %I',
    functions: ['run_task'],
  },
  {
    message: /^unused parameter/,
    because: 'all rooms, and all kinds of steps, are asked the same',
    functions: [
      'begin_step_embed',
      'begin_step_repair',
      'judge_chat',
      'judge_embed_chunk',
      'judge_embed_query',
      'store_step_embed',
    ],
  },
  {
    message: /^unused parameter "model"$/,
    because: 'who asks need not change when models differ',
    functions: ['estimate_tokens'],
  },
  {
    message: /^cannot determinate a result of dynamic SQL$/,
    because: 'each kind of step returns a row of message_steps',
    functions: ['advance_message'],
  },
  {
    message: /^composite OUT variable "stored" is not single argument$/,
    because: 'it is read by its name',
    functions: ['correct_usage'],
  },
  {
    message: /^control reached end of function without RETURN$/,
    because: 'the loop ends with a return',
    functions: ['ensure_collection'],
  },
  {
    message: /^never read variable/,
    because: 'assigned and not performed: a PERFORM is run as a query',
    functions: ['write_usage'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'filter_condition made the text, with every value as a literal',
    functions: ['eligible_chunks', 'vector_arm'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'column lists of a watched table, made by format with %I',
    functions: ['backfill_keys', 'lay_watch_triggers', 'watched_rows'],
  },
]
