/** A provider as the environment names it; the key is null for servers that want none. */
export type ProviderConfig = { alias: string; url: string | null; key: string | null }

/** Everything the command reads from the environment, validated. */
export type Config = {
  databaseUrl: string | null
  listenUrl: string | null
  providers: ProviderConfig[]
  concurrency: number
  folder: string
  logFormat: 'pretty' | 'json'
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** What must never be shown: keys, and passwords of database URLs. */
  secrets: string[]
}

const postgresUrl = /^postgres(ql)?:\/\/.+/
const httpUrl = /^https?:\/\/[^\s]+$/

function providersOf(env: NodeJS.ProcessEnv, problems: string[]): ProviderConfig[] {
  const found = new Map<string, ProviderConfig>()
  const entry = (alias: string) => {
    const known = found.get(alias) ?? { alias, url: null, key: null }
    found.set(alias, known)
    return known
  }
  if (env.OPENAI_API_KEY) entry('openai').key = env.OPENAI_API_KEY
  if (env.OPENAI_BASE_URL) entry('openai').url = env.OPENAI_BASE_URL
  for (const [name, value] of Object.entries(env)) {
    const match = /^HOWDAH_PROVIDER_([A-Z][A-Z0-9_]*)_(URL|KEY)$/.exec(name)
    if (!match || !value) continue
    const provider = entry(match[1]!.toLowerCase())
    if (match[2] === 'URL') provider.url = value
    else provider.key = value
  }
  for (const provider of found.values()) {
    const prefix = `HOWDAH_PROVIDER_${provider.alias.toUpperCase()}`
    if (provider.alias === 'local')
      problems.push(`${prefix}_*: the alias local is taken; choose another name`)
    if (provider.url && !httpUrl.test(provider.url)) {
      problems.push(`${prefix}_URL: not an http:// or https:// address`)
    }
    if (!provider.url && provider.alias !== 'openai') {
      problems.push(
        `${prefix}_KEY is set without ${prefix}_URL: set the base address too, such as https://host/v1`,
      )
    }
  }
  return [...found.values()]
}

function passwordOf(url: string | undefined): string[] {
  try {
    const password = url ? new URL(url).password : ''
    return password ? [password, decodeURIComponent(password)] : []
  } catch {
    return []
  }
}

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
  const concurrency = Number(env.HOWDAH_CONCURRENCY ?? 4)
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    problems.push('HOWDAH_CONCURRENCY: not a whole number from 1 to 64')
  }
  const format = env.HOWDAH_LOG ?? (process.stderr.isTTY ? 'pretty' : 'json')
  if (format !== 'pretty' && format !== 'json') problems.push('HOWDAH_LOG: not pretty or json')
  const providers = providersOf(env, problems)
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
    concurrency,
    folder: env.HOWDAH_FOLDER || '.howdah',
    logFormat: format === 'pretty' ? 'pretty' : 'json',
    logLevel: 'info',
    secrets: [
      ...providers.flatMap((provider) => (provider.key ? [provider.key] : [])),
      ...passwordOf(env.DATABASE_URL),
      ...passwordOf(env.HOWDAH_LISTEN_URL),
    ],
  }
}
