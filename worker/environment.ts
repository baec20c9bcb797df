/** One environment variable; `fallback` is the value without it, or what happens then. */
export type Variable = { name: string; fallback: string; what: string }

/** Values of variables that are not set. */
export const fallbacks = {
  HOWDAH_CONCURRENCY: '4',
  HOWDAH_FOLDER: '.howdah',
  HOWDAH_HOST: '127.0.0.1',
  HOWDAH_POLL_SECONDS: '1',
}

/** Everything that is read from the environment: the whole configuration of the command. */
export const environment = [
  {
    name: 'DATABASE_URL',
    fallback: 'the server of `howdah up`',
    what: 'where howdah is installed: `postgres://user:password@host:5432/database`',
  },
  {
    name: 'PGPASSWORD',
    fallback: 'none',
    what: 'the password, where `DATABASE_URL` has none',
  },
  {
    name: 'HOWDAH_LISTEN_URL',
    fallback: '`DATABASE_URL`',
    what: 'an address without a pooler, so that a worker behind PgBouncer is woken and need not poll',
  },
  {
    name: 'OPENAI_API_KEY',
    fallback: 'the built-in `local` provider',
    what: "makes OpenAI's small models the defaults",
  },
  {
    name: 'OPENAI_BASE_URL',
    fallback: "OpenAI's own",
    what: 'another base address for the provider `openai`, such as that of a gateway',
  },
  {
    name: 'HOWDAH_PROVIDER_<ALIAS>_URL',
    fallback: 'none',
    what: 'base address of any server that speaks the OpenAI API, such as `http://localhost:11434/v1`',
  },
  {
    name: 'HOWDAH_PROVIDER_<ALIAS>_KEY',
    fallback: 'none',
    what: 'its key, where it wants one',
  },
  {
    name: 'HOWDAH_PROVIDER_<ALIAS>_ENCODING',
    fallback: '`float`',
    what: 'how it sends vectors: `float`, or `base64`, which costs less time and memory where it is known',
  },
  {
    name: 'HOWDAH_PROVIDER_<ALIAS>_HEADERS',
    fallback: 'none',
    what: 'headers its requests carry besides, as JSON: `{"HTTP-Referer": "https://example.com"}`',
  },
  {
    name: 'HOWDAH_WEBHOOK_URL',
    fallback: 'they wait in `howdah.outbox`',
    what: 'where a worker posts events: `https://hooks.example.com/howdah`, or what Slack gives for a channel',
  },
  {
    name: 'HOWDAH_WEBHOOK_SECRET',
    fallback: 'they are not signed',
    what: 'what signs them, as of `openssl rand -base64 32`; two with a space while the receiver changes over',
  },
  {
    name: 'NODE_USE_ENV_PROXY',
    fallback: 'they are ignored, with a warning',
    what: '`1`: calls go through `HTTPS_PROXY` and `HTTP_PROXY`, from Node 24 on',
  },
  {
    name: 'HOWDAH_CONCURRENCY',
    fallback: fallbacks.HOWDAH_CONCURRENCY,
    what: 'requests to providers at once, for each class of lanes; 1 to 64',
  },
  {
    name: 'HOWDAH_POLL_SECONDS',
    fallback: fallbacks.HOWDAH_POLL_SECONDS,
    what: 'how often an idle worker looks for work that nobody told it of; 0.1 to 60',
  },
  {
    name: 'HOWDAH_PORT',
    fallback: 'no port',
    what: 'where a worker answers `/healthz` and `/metrics`',
  },
  {
    name: 'HOWDAH_HOST',
    fallback: fallbacks.HOWDAH_HOST,
    what: 'the address of that port; `0.0.0.0` for all',
  },
  {
    name: 'HOWDAH_FOLDER',
    fallback: `\`${fallbacks.HOWDAH_FOLDER}\``,
    what: 'where the embedded server of `howdah up` keeps its data',
  },
  {
    name: 'HOWDAH_LOG',
    fallback: '`pretty` on a terminal, else `json`',
    what: 'how the log on standard error looks: `pretty` or `json`',
  },
  {
    name: 'HOWDAH_DEBUG',
    fallback: 'off',
    what: 'any value: more is logged, and errors with their stack',
  },
  {
    name: 'NO_COLOR',
    fallback: 'colors on a terminal',
    what: 'any value: `status` and `doctor` without colors',
  },
] as const satisfies Variable[]

/** Name of a variable, such as DATABASE_URL. */
export type VariableName = (typeof environment)[number]['name']

/** Those who call providers: that is the worker, and whoever tells the database what can be called. */
export const providerVariables: VariableName[] = [
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'HOWDAH_PROVIDER_<ALIAS>_URL',
  'HOWDAH_PROVIDER_<ALIAS>_KEY',
  'HOWDAH_PROVIDER_<ALIAS>_ENCODING',
  'HOWDAH_PROVIDER_<ALIAS>_HEADERS',
  'NODE_USE_ENV_PROXY',
]

/** Of workers that run for long. */
export const webhookVariables: VariableName[] = ['HOWDAH_WEBHOOK_URL', 'HOWDAH_WEBHOOK_SECRET']

/** The variables as a Markdown table, as it stands in the READMEs. */
export function environmentTable(): string {
  const rows = [
    ['variable', 'what it does', 'without it'],
    ...environment.map(({ name, what, fallback }) => [`\`${name}\``, what, fallback]),
  ]
  const widths = [0, 1, 2].map((n) => Math.max(...rows.map((row) => row[n]!.length)))
  const line = (cells: string[]) =>
    `| ${cells.map((cell, n) => cell.padEnd(widths[n]!)).join(' | ')} |`
  const [head, ...body] = rows
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}
