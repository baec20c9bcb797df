import { setTimeout as sleep } from 'node:timers/promises'
import { unlessWrongAddress } from '../address.ts'
import { connect, withDeadline } from '../database.ts'
import { folderHolder } from '../embedded/lock.ts'

/** Port of the embedded server unless --port says otherwise. */
export const embeddedPort = 54329

/** Where `howdah up` listens by default. */
export const embeddedUrl = (port = embeddedPort) => `postgres://postgres@127.0.0.1:${port}/postgres`

const everyMs = 200
const patienceMs = 300_000

/** Whether the schema is there; its install is one transaction, so that nobody sees half of it. */
async function isLaid(url: string, onSilence: () => void): Promise<boolean> {
  // One that is up answers at once.
  const late = setTimeout(onSilence, 1000)
  const sql = connect(url, { max: 1, connectSeconds: patienceMs / 1000 })
  try {
    const [row] = await unlessWrongAddress(
      sql,
      withDeadline(
        sql<
          { is_laid: boolean }[]
        >`select to_regclass('howdah_internal.migrations') is not null as is_laid`,
        patienceMs,
      ),
      { mayBeSilent: true },
    )
    return row!.is_laid
  } finally {
    clearTimeout(late)
    await sql.end({ timeout: 0 })
  }
}

/**
 * The address of the embedded server that uses this folder, or else of one on the default port. While
 * it starts this waits, up to five minutes, and `say` hears so once. Rejects with ECONNREFUSED when there
 * is none.
 */
export async function findEmbedded(folder: string, say: (line: string) => void): Promise<string> {
  const until = Date.now() + patienceMs
  let hasSaid = false
  const sayOnce = () => {
    if (!hasSaid) say('the embedded server is starting: waiting until it is ready ...')
    hasSaid = true
  }
  for (;;) {
    const holder = folderHolder(folder)
    const url = holder ? holder.url : embeddedUrl()
    const isReady = holder ? holder.isReady : await isLaid(url, sayOnce)
    // What is not ready for good is for the command to complain of.
    if (isReady || Date.now() > until) return url || embeddedUrl()
    sayOnce()
    await sleep(everyMs)
  }
}
