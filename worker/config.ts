import { fallbacks } from './environment.ts'
import { readProviders, type ProviderConfig } from './providers/environment.ts'
import { readWebhook, webhookSecrets, type WebhookConfig } from './webhook/environment.ts'

export type { ProviderConfig }

/** Everything the command reads from the environment, validated. */
export type Config = {
  databaseUrl: string | null
  listenUrl: string | null
  providers: ProviderConfig[]
  /** Where events are posted to. */
  webhook: WebhookConfig | null
  concurrency: number
  /** How often an idle worker looks for work, in milliseconds, where somebody says so. */
  pollMs?: number
  /** Where a worker serves /healthz and /metrics; null for nowhere. */
  health: { host: string; port: number } | null
  folder: string
  logFormat: 'pretty' | 'json'
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Whether errors are logged with their stack. */
  isDebug: boolean
  /** What must never be shown: keys, and passwords of database URLs. */
  secrets: string[]
}

const postgresUrl = /^postgres(ql)?:\/\/.+/

/** The password in a URL as it stands and decoded; URL itself refuses lists of hosts and stray %. */
function passwordOf(url: string | undefined): string[] {
  const password = /^\w+:\/\/[^:@/?#]*:([^/]*)@/.exec(url ?? '')?.[1]
  if (!password) return []
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    return [password]
  }
}

const wholeNumber = (value: string, min: number, max: number) =>
  /^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max

/**
 * Reads and checks the environment. Throws one error with code HOWDAH_CONFIG and a line per problem;
 * no line shows a value.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = []
  for (const name of ['DATABASE_URL', 'HOWDAH_LISTEN_URL']) {
    const value = env[name]
    if (value && !postgresUrl.test(value)) {
      problems.push(`${name}: not a postgres://user:password@host:port/database address`)
    }
  }
  const concurrency = env.HOWDAH_CONCURRENCY || fallbacks.HOWDAH_CONCURRENCY
  if (!wholeNumber(concurrency, 1, 64)) {
    problems.push('HOWDAH_CONCURRENCY: not a whole number from 1 to 64')
  }
  const poll = env.HOWDAH_POLL_SECONDS || fallbacks.HOWDAH_POLL_SECONDS
  if (!/^\d{1,2}(\.\d{1,3})?$/.test(poll) || Number(poll) < 0.1 || Number(poll) > 60) {
    problems.push('HOWDAH_POLL_SECONDS: not a number of seconds from 0.1 to 60')
  }
  if (env.HOWDAH_PORT && !wholeNumber(env.HOWDAH_PORT, 1, 65_535)) {
    problems.push('HOWDAH_PORT: not a whole number from 1 to 65535')
  }
  if (env.HOWDAH_HOST && !/^[\w.:%-]+$/.test(env.HOWDAH_HOST)) {
    problems.push('HOWDAH_HOST: not the name or address of this machine, such as 0.0.0.0')
  }
  const format = env.HOWDAH_LOG || (process.stderr.isTTY ? 'pretty' : 'json')
  if (format !== 'pretty' && format !== 'json') {
    problems.push('HOWDAH_LOG: write pretty or json; without it the terminal decides')
  }
  const providers = readProviders(env, problems)
  const webhook = readWebhook(env, problems)
  if (problems.length > 0) {
    throw Object.assign(new Error(problems.join('\n')), {
      code: 'HOWDAH_CONFIG',
      hint: 'correct the environment; see  howdah --help',
    })
  }
  return {
    databaseUrl: env.DATABASE_URL || null,
    listenUrl: env.HOWDAH_LISTEN_URL || null,
    providers,
    webhook,
    concurrency: Number(concurrency),
    ...(env.HOWDAH_POLL_SECONDS ? { pollMs: Math.round(Number(poll) * 1000) } : {}),
    health: env.HOWDAH_PORT
      ? { host: env.HOWDAH_HOST || fallbacks.HOWDAH_HOST, port: Number(env.HOWDAH_PORT) }
      : null,
    folder: env.HOWDAH_FOLDER || fallbacks.HOWDAH_FOLDER,
    logFormat: format === 'pretty' ? 'pretty' : 'json',
    logLevel: env.HOWDAH_DEBUG ? 'debug' : 'info',
    isDebug: Boolean(env.HOWDAH_DEBUG),
    secrets: [
      ...providers.flatMap((provider) => (provider.key ? [provider.key] : [])),
      // A short one is a name rather than a key.
      ...providers.flatMap(({ headers }) =>
        Object.values(headers ?? {}).filter((value) => value.length >= 12),
      ),
      ...webhookSecrets(env),
      ...passwordOf(env.DATABASE_URL),
      ...passwordOf(env.HOWDAH_LISTEN_URL),
      // The driver takes it from the environment by itself.
      ...(env.PGPASSWORD ? [env.PGPASSWORD] : []),
    ],
  }
}
