import { describe, expect, it } from 'vitest'
import { readConfig } from '../../worker/config.ts'
import { createLog } from '../../worker/log.ts'
import { redact } from '../../worker/redact.ts'

/** The lines that a bad environment gets. */
function problems(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toMatchObject({ code: 'HOWDAH_CONFIG' })
    return (error as Error).message.split('\n')
  }
  return []
}

describe('the configuration', () => {
  it('needs nothing', () => {
    const { logFormat, ...rest } = readConfig({})
    expect(['pretty', 'json']).toContain(logFormat)
    expect(rest).toEqual({
      databaseUrl: null,
      listenUrl: null,
      providers: [],
      webhook: null,
      concurrency: 4,
      health: null,
      folder: '.howdah',
      logLevel: 'info',
      isDebug: false,
      secrets: [],
    })
  })

  it('takes an empty variable for none', () => {
    const names = ['DATABASE_URL', 'HOWDAH_CONCURRENCY', 'HOWDAH_LOG', 'HOWDAH_PORT', 'HOWDAH_HOST']
    const more = ['OPENAI_API_KEY', 'HOWDAH_FOLDER', 'HOWDAH_PROVIDER_X_URL', 'HOWDAH_DEBUG']
    const env = Object.fromEntries([...names, ...more].map((name) => [name, '']))
    expect(readConfig(env)).toEqual(readConfig({}))
  })

  it('reads everything', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://u:p%40ssword@host/db',
      HOWDAH_LISTEN_URL: 'postgresql://u:direct-pass@host/db',
      PGPASSWORD: 'from-the-shell',
      OPENAI_API_KEY: 'sk-1234567890',
      HOWDAH_PROVIDER_MY_VLLM_URL: 'http://gpu:8000/v1',
      HOWDAH_PROVIDER_MY_VLLM_KEY: 'vllm-key',
      HOWDAH_PROVIDER_MY_VLLM_ENCODING: 'base64',
      HOWDAH_CONCURRENCY: '16',
      HOWDAH_PORT: '9464',
      HOWDAH_HOST: '0.0.0.0',
      HOWDAH_LOG: 'json',
      HOWDAH_FOLDER: '/data',
      HOWDAH_DEBUG: '1',
    })
    expect(config).toMatchObject({
      concurrency: 16,
      health: { host: '0.0.0.0', port: 9464 },
      logFormat: 'json',
      folder: '/data',
      logLevel: 'debug',
      isDebug: true,
    })
    expect(config.providers).toEqual([
      { alias: 'openai', url: null, key: 'sk-1234567890' },
      { alias: 'my_vllm', url: 'http://gpu:8000/v1', key: 'vllm-key', encoding: 'base64' },
    ])
    const keys = ['sk-1234567890', 'vllm-key']
    const passwords = ['p%40ssword', 'p@ssword', 'direct-pass', 'from-the-shell']
    expect(new Set(config.secrets)).toEqual(new Set([...keys, ...passwords]))
  })

  it('prefers its own names to those of OpenAI', () => {
    const { providers } = readConfig({
      HOWDAH_PROVIDER_OPENAI_KEY: 'sk-own',
      HOWDAH_PROVIDER_OPENAI_URL: 'https://gateway/v1',
      OPENAI_API_KEY: 'sk-other',
      OPENAI_BASE_URL: 'https://other/v1',
    })
    expect(providers).toEqual([{ alias: 'openai', url: 'https://gateway/v1', key: 'sk-own' }])
  })

  it.each(['postgres://u:se%zzcret@h/d', 'postgres://u:se%zzcret@h1:1,h2:2/d'])(
    'knows the password of %s, which URL does not read',
    (url) => expect(readConfig({ DATABASE_URL: url }).secrets).toContain('se%zzcret'),
  )

  it('lists all problems at once, one line each, and shows no value', () => {
    const env = {
      DATABASE_URL: 'mysql://u:hidden@host',
      HOWDAH_LISTEN_URL: 'hidden',
      OPENAI_API_KEY: 'sk-hidden hidden',
      OPENAI_BASE_URL: 'hidden',
      HOWDAH_PROVIDER_A_URL: 'https://user:hidden@host/v1',
      HOWDAH_PROVIDER_B_KEY: 'hidden',
      HOWDAH_PROVIDER_c_URL: 'hidden',
      HOWDAH_PROVIDER_OPENAI_ENCODING: 'hidden',
      HOWDAH_PROVIDER_OPENAI_HEADERS: '{"x-a": ["hidden"]}',
      HOWDAH_PROVIDER_LOCAL_URL: 'http://hidden',
      HOWDAH_CONCURRENCY: '0x10',
      HOWDAH_LOG: 'hidden',
      HOWDAH_PORT: 'hidden',
      HOWDAH_HOST: 'hidden hidden',
    }
    const lines = problems(env)
    expect(lines.join('\n')).not.toContain('hidden')
    const named = lines.map((line) => line.split(/[: ]/)[0])
    expect(named.sort()).toEqual(Object.keys(env).sort())
    for (const line of lines) expect(line.length).toBeGreaterThan(30)
  })

  it.each([
    [{ OPENAI_API_KEY: 'sk-a\n' }, /^OPENAI_API_KEY: has a space, a line break/],
    [{ OPENAI_BASE_URL: 'localhost:8000/v1' }, /^OPENAI_BASE_URL: not an http/],
    [{ HOWDAH_PROVIDER_X_KEY: 'k' }, /HOWDAH_PROVIDER_X_URL: set the base address too/],
    [{ HOWDAH_PROVIDER_X_ENCODING: 'float' }, /HOWDAH_PROVIDER_X_URL: set the base address too/],
    [{ HOWDAH_PROVIDER_X_HEADERS: '{"a": "b"}' }, /HOWDAH_PROVIDER_X_HEADERS is set without/],
    [
      { OPENAI_API_KEY: 'k', HOWDAH_PROVIDER_OPENAI_HEADERS: '["a"]' },
      /not a JSON object of headers/,
    ],
    [{ OPENAI_API_KEY: 'k', HOWDAH_PROVIDER_OPENAI_HEADERS: '{"a b": "c"}' }, /not a JSON object/],
    [{ HOWDAH_PROVIDER_x_URL: 'http://h' }, /all in capitals$/],
    [{ HOWDAH_PORT: '65536' }, /^HOWDAH_PORT: not a whole number from 1 to 65535$/],
    [{ HOWDAH_PORT: '0' }, /^HOWDAH_PORT/],
    [{ HOWDAH_CONCURRENCY: '65' }, /^HOWDAH_CONCURRENCY: not a whole number from 1 to 64$/],
  ])('says what to do about %o', (env, line) => {
    expect(problems(env as NodeJS.ProcessEnv)).toEqual([expect.stringMatching(line)])
  })
})

describe('what is logged', () => {
  const logged = (format: 'json' | 'pretty', fields: Record<string, unknown>, isDebug = false) => {
    const lines: string[] = []
    const secrets = ['pl"anted\\secret', 'sk-planted-0123456789']
    const log = createLog(
      { logFormat: format, logLevel: 'info', isDebug, secrets },
      (line) => void lines.push(line),
    )
    log('debug', 'not shown')
    log('warn', 'it failed', fields)
    expect(lines).toHaveLength(1)
    return lines[0]!
  }

  it('is one JSON object a line, whatever the fields are', () => {
    const circular: Record<string, unknown> = { n: 1n, at: new Date(0), none: null }
    circular.self = circular
    const line = logged('json', { circular, list: [1, 'two'], call: () => 1 })
    expect(line.endsWith('}\n')).toBe(true)
    expect(JSON.parse(line)).toMatchObject({
      level: 'warn',
      event: 'it failed',
      circular: { n: '1', at: '1970-01-01T00:00:00.000Z', none: null },
      list: [1, 'two'],
    })
  })

  it('has the message and code of an error, its stack only for debugging', () => {
    const error = Object.assign(new Error('boo'), { code: '42P01', detail: 'a row', cause: 'x' })
    expect(JSON.parse(logged('json', { error })).error).toEqual({ message: 'boo', code: '42P01' })
    expect(JSON.parse(logged('json', { error }, true)).error.stack).toContain('config.test.ts')
  })

  it('stays on one line on a terminal, and skips what is not known', () => {
    const line = logged('pretty', { lane: 'a/b', error: 'two\nlines', n: 3, none: null, empty: '' })
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d warn {2}it failed lane=a\/b error="two\\nlines" n=3 empty=""\n$/,
    )
  })

  it.each(['json', 'pretty'] as const)('shows no secret, as %s', (format) => {
    const key = 'sk-planted-0123456789'
    const line = logged(format, {
      error: new Error(`refused ${key}`),
      deep: { list: [`Bearer ${key}`, 'pl"anted\\secret'] },
      url: 'postgres://u:planted@host/d',
      [key]: 1,
    })
    expect(line).not.toContain('anted')
    expect(line).toContain('[redacted]')
  })

  it.each([
    ['Incorrect key: abcdef123456****7890', 'Incorrect key: [redacted]'],
    ['Incorrect key: abcd...7890.', 'Incorrect key: [redacted].'],
    ['sk-proj-abc123*******wxyz', '[redacted]'],
    ['Authorization: bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['redis://:pass@host', 'redis://:[redacted]@host'],
    ['nothing to hide... really', 'nothing to hide... really'],
  ])('hides what is left of a secret in %s', (text, expected) => {
    expect(redact(text, ['abcdef1234567890abcdef7890', 'abc'])).toBe(expected)
  })

  it('takes how often an idle worker looks for work', () => {
    expect(readConfig({ HOWDAH_POLL_SECONDS: '0.5' })).toMatchObject({ pollMs: 500 })
    for (const wrong of ['0', '61', '-1', '1s', '1e1', '0.05']) {
      expect(problems({ HOWDAH_POLL_SECONDS: wrong })).toEqual([
        'HOWDAH_POLL_SECONDS: not a number of seconds from 0.1 to 60',
      ])
    }
  })
})
