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
