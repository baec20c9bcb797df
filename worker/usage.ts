/** Text of `howdah --help`. */
export const usage = `howdah: an AI backend inside PostgreSQL

  howdah up [--memory] [--port N]     embedded PostgreSQL, schema and worker in this process
  howdah install [--print] [--dry-run]  lay or upgrade the schema in DATABASE_URL
  howdah uninstall --yes              drop the schema and everything in it
  howdah worker [--drain] [--max-seconds N]  make the embedding and model calls of the queue
  howdah ingest PATH... [--collection NAME] [--delete-missing] [--no-wait]
                                      add .md .txt .html files and folders as documents
  howdah ask "QUESTION" [--collection NAME] [--model NAME]
  howdah status [--watch [--interval SECONDS]] [--json]  what waits, runs and costs, on one screen
  howdah doctor [--json]              what is wrong and what to do; exit status 0 nothing, 1 warnings,
                                      2 errors, 3 the database does not answer

Environment
  DATABASE_URL           where howdah is installed; default: the embedded server of  howdah up
  OPENAI_API_KEY         makes OpenAI's small models the defaults; without it: the local provider
  HOWDAH_PROVIDER_<ALIAS>_URL, _KEY   any other server that speaks the OpenAI API
  HOWDAH_PROVIDER_<ALIAS>_ENCODING    how it sends vectors: float (default) or base64
  HOWDAH_LISTEN_URL      direct connection for LISTEN when DATABASE_URL is a pooler
  HOWDAH_CONCURRENCY     requests at once, per class of lanes; default 4
  HOWDAH_PORT            a worker's /healthz and /metrics, on 127.0.0.1 or HOWDAH_HOST; default: none`
