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
      'cron_field',
      'due_jobs',
      'expire_reservations',
      'filter_condition',
      'finish_jobs',
      'hold_job_budget',
      'markdown_marks',
      'prepare_message',
      'return_holds',
      'settle_window',
      'take_changes',
      'take_windows',
    ],
  },
  {
    message: /^OUT variable ".*" is maybe unmodified$/,
    because: 'the rows come from return query execute, whose columns are not seen',
    functions: ['exact_vectors', 'vector_arm', 'watched_rows'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'the text is a condition of our own sources, passed by the security files',
    functions: ['ensure_policy'],
  },
  {
    message: /^text type variable is not sanitized$/,
    because: 'the text is a condition of erasure_steps, and values are parameters',
    functions: ['erase_rows', 'forget_usage_of', 'forget_user'],
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
