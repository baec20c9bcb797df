/** How vectors are asked for. */
export type Encoding = 'float' | 'base64'

/** A provider as the environment names it; the key is null for servers that want none. */
export type ProviderConfig = {
  alias: string
  url: string | null
  key: string | null
  encoding?: Encoding
  /** What its requests carry besides, by name. */
  headers?: Record<string, string>
}

type Setting = {
  name: string
  value: string
  alias: string
  what: 'url' | 'key' | 'encoding' | 'headers'
}

/** What models.provider accepts, in capitals. */
const aliasPattern = /^HOWDAH_PROVIDER_([A-Z][A-Z0-9_]{0,40})_(URL|KEY|ENCODING|HEADERS)$/

/** The settings in order of their weight: those with HOWDAH_ in front win over OpenAI's own names. */
function settingsOf(env: NodeJS.ProcessEnv, problems: string[]): Setting[] {
  const settings: Setting[] = []
  const add = (name: string, alias: string, what: Setting['what']) => {
    const value = env[name]
    if (value) settings.push({ name, value, alias, what })
  }
  add('OPENAI_API_KEY', 'openai', 'key')
  add('OPENAI_BASE_URL', 'openai', 'url')
  for (const name of Object.keys(env).sort()) {
    if (!name.startsWith('HOWDAH_PROVIDER_')) continue
    const match = aliasPattern.exec(name)
    if (match) add(name, match[1]!.toLowerCase(), match[2]!.toLowerCase() as Setting['what'])
    else {
      problems.push(
        `${name}: not understood; write HOWDAH_PROVIDER_<ALIAS>_URL, _KEY, _ENCODING or _HEADERS, all in capitals`,
      )
    }
  }
  return settings
}

/** The headers in a setting, such as {"HTTP-Referer": "https://example.com"}; undefined where it has none. */
function headersIn(value: string): Record<string, string> | undefined {
  try {
    const given = JSON.parse(value) as Record<string, string>
    const isText = Object.values(given).every((text) => typeof text === 'string')
    return isText && !Array.isArray(given) ? Object.fromEntries(new Headers(given)) : undefined
  } catch {
    return undefined
  }
}

function problemOf({ name, value, what }: Setting): string | null {
  if (what === 'key') {
    return /^[\x21-\x7e]+$/.test(value)
      ? null
      : `${name}: has a space, a line break or a letter that no key has; copy it again`
  }
  if (what === 'encoding') {
    return /^(float|base64)$/.test(value) ? null : `${name}: must be float or base64`
  }
  if (what === 'headers') {
    return headersIn(value)
      ? null
      : `${name}: not a JSON object of headers; write one such as {"HTTP-Referer": "https://example.com"}`
  }
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    return `${name}: not an http:// or https:// address; write one such as https://host/v1`
  }
  if (url.username || url.password) {
    return `${name}: holds a user or password; put the key into HOWDAH_PROVIDER_<ALIAS>_KEY instead`
  }
  return url.search || url.hash
    ? `${name}: holds a ? or #, behind which no path can follow; write the base address alone`
    : null
}

/** The providers that the environment names; adds a line for each problem, none shows a value. */
export function readProviders(env: NodeJS.ProcessEnv, problems: string[]): ProviderConfig[] {
  const found = new Map<string, ProviderConfig>()
  for (const setting of settingsOf(env, problems)) {
    const { name, value, alias, what } = setting
    const problem =
      alias === 'local'
        ? `${name}: the alias local is taken by the built-in provider; choose another name`
        : problemOf(setting)
    if (problem) problems.push(problem)
    found.set(alias, {
      ...(found.get(alias) ?? { alias, url: null, key: null }),
      [what]: what === 'headers' ? headersIn(value) : value,
    })
  }
  for (const { alias, url, key, headers } of found.values()) {
    if (url || alias === 'openai' || alias === 'local') continue
    const prefix = `HOWDAH_PROVIDER_${alias.toUpperCase()}`
    problems.push(
      `${prefix}_${key ? 'KEY' : headers ? 'HEADERS' : 'ENCODING'} is set without ${prefix}_URL: ` +
        'set the base address too, such as https://host/v1',
    )
  }
  return [...found.values()]
}
