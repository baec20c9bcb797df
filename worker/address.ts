import { connect as dial } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'

/** One that is up has answered by then, and is asked nothing else. */
const patienceMs = 800
const answerMs = 3200

/** What every PostgreSQL and every pooler answers with one letter: may this be encrypted? */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Why what listens there is no PostgreSQL; null where it is one, or where nothing can be said. */
function whatIsWrong(host: string, port: number, saysNothing: string | null) {
  return new Promise<string | null>((resolve) => {
    const socket = dial(port, host)
    const done = (why: string | null) => {
      clearTimeout(late)
      socket.destroy()
      resolve(why)
    }
    let isOpen = false
    const late = setTimeout(() => done(isOpen ? saysNothing : null), answerMs)
    socket.once('connect', () => {
      isOpen = true
      socket.write(sslRequest)
    })
    socket.once('data', (data) => {
      const text = data.toString('latin1')
      // E is an error of a server that is too busy for it, or too old.
      if (/^([SNG]$|E)/.test(text)) done(null)
      else done(/^HTTP\//.test(text) ? 'it speaks HTTP' : 'it speaks another protocol')
    })
    socket.once('end', () => done('it closes the connection'))
    // What cannot be reached the driver tells.
    socket.once('error', () => done(null))
  })
}

/**
 * Waits for work on a database, and rejects with code HOWDAH_ADDRESS within five seconds where something else than
 * PostgreSQL listens at its address: the driver would wait for it, in silence. `mayBeSilent` for one that is starting.
 */
export async function unlessWrongAddress<T>(
  sql: Pick<Database, 'options'>,
  work: Promise<T>,
  { mayBeSilent = false } = {},
): Promise<T> {
  const { host, port, path } = sql.options as { host: string[]; port: number[]; path?: string }
  const ended = new AbortController()
  const wrong = async (): Promise<never> => {
    await sleep(patienceMs, undefined, { signal: ended.signal })
    const silence = mayBeSilent ? null : 'it says nothing'
    const known = !path && host.length === 1
    const why = known ? await whatIsWrong(host[0]!, port[0]!, silence) : null
    if (why === null) return new Promise(() => undefined)
    const message = `what listens at ${host[0]}:${port[0]} is not PostgreSQL: ${why}`
    throw Object.assign(new Error(message), { code: 'HOWDAH_ADDRESS', hint: 'check DATABASE_URL' })
  }
  const watch = wrong()
  watch.catch(() => undefined)
  try {
    return await Promise.race([work, watch])
  } finally {
    ended.abort()
    work.catch(() => undefined)
  }
}
