import postgres from 'postgres'

/** A pool of connections; give every query that a person or a lease waits for a `withDeadline`. */
export type Database = postgres.Sql

/**
 * Opens a pool that works behind PgBouncer in transaction mode too: no named statements and no
 * startup parameters.
 */
export function connect(
  url: string,
  options: { max?: number; connectSeconds?: number } = {},
): Database {
  return postgres(url, {
    max: options.max ?? 4,
    prepare: false,
    connect_timeout: options.connectSeconds ?? 10,
    idle_timeout: 60,
    // Nobody awaits the driver's own query for types: a connection lost there would end the process.
    fetch_types: false,
    // Seconds until a lost connection is opened again; the driver would wait up to 20.
    backoff: (attempt) => Math.min(1, 0.05 * 2 ** attempt),
    onnotice: () => undefined,
  })
}

/** An array of texts as the database writes it; the driver knows no arrays without its query for types. */
export const textArray = (texts: string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

/**
 * Rejects with code HOWDAH_DEADLINE when the database does not answer in time: a half-open
 * connection would otherwise wait for ever.
 */
export async function withDeadline<T>(work: Promise<T>, ms = 30_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          Object.assign(new Error(`the database did not answer within ${ms / 1000} s`), {
            code: 'HOWDAH_DEADLINE',
          }),
        ),
      ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}

/** As the driver's own error of a connection that closed. */
export const lostConnection = () =>
  Object.assign(new Error('the connection was lost before the statement was executed'), {
    code: 'CONNECTION_CLOSED',
  })

/** One line about an error, with the hint of the database where there is one; never a stack. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { hint, code } = error as Error & { hint?: string; code?: string }
  const unreachable: Record<string, string> = {
    ECONNREFUSED: 'cannot reach the database: nothing listens there',
    ENOTFOUND: 'cannot reach the database: the host is not known',
    CONNECT_TIMEOUT: 'cannot reach the database: no answer',
    '28P01': 'the database refuses the password',
    '3D000': 'there is no such database',
  }
  if (code && /^(CONNECTION_(CLOSED|DESTROYED)|ECONNRESET|EPIPE|57P01|57P02)$/.test(code)) {
    return `the connection to the database was lost: ${error.message}`
  }
  if (code && unreachable[code]) return `${unreachable[code]}\n  hint: check DATABASE_URL`
  if (!hint && (code === '3F000' || code === '42883' || code === '42P01')) {
    return `${error.message}\n  hint: is howdah installed here, in this version? Run  howdah install`
  }
  if (code === '42501' && !hint && / for (function|schema|table|view) /.test(error.message)) {
    return `${error.message}
  hint: this login lacks the right: grant it howdah_admin for status, doctor and prices, howdah_app for ask and
    ingest, howdah_worker for worker`
  }
  return hint ? `${error.message}\n  hint: ${hint}` : error.message
}
