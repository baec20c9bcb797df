// PGlite blocks the thread it runs on, so it has one of its own. Plain JavaScript: a worker thread
// does not inherit the loader that reads TypeScript.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

// What a server tells every client at its start.
const reported = `select name, setting from pg_catalog.pg_settings where name in (
  'server_version', 'server_encoding', 'client_encoding', 'application_name', 'DateStyle',
  'IntervalStyle', 'TimeZone', 'integer_datetimes', 'standard_conforming_strings',
  'in_hot_standby', 'default_transaction_read_only', 'scram_iterations', 'search_path')`

/** The bytes that the server answers. Streamed, since what execProtocolRaw returns is also parsed and kept for ever. */
async function answer(pg, bytes) {
  const parts = []
  // A part lies in the memory of PostgreSQL, which writes over it.
  await pg.execProtocolRawStream(bytes, { onRawData: (part) => parts.push(part.slice()) })
  if (parts.length === 1) return parts[0]
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let end = 0
  for (const part of parts) {
    whole.set(part, end)
    end += part.length
  }
  return whole
}

try {
  const pg = new PGlite({
    ...(workerData.folder === null ? {} : { dataDir: workerData.folder }),
    extensions: { vector, btree_gin, pg_trgm },
  })
  await pg.waitReady
  await pg.exec('create extension if not exists vector')
  const { rows } = await pg.query(reported)
  const parameters = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
  parentPort.postMessage({ parameters: { ...parameters, client_encoding: 'UTF8' } })
  parentPort.on('message', async ({ id, bytes, close }) => {
    try {
      if (close) {
        await pg.close()
        parentPort.postMessage({ id })
        parentPort.close()
        return
      }
      parentPort.postMessage({ id, bytes: await answer(pg, bytes) })
    } catch (error) {
      // PostgreSQL reports its errors in the reply: this is the instance breaking down.
      parentPort.postMessage({ id, error: error?.message ?? String(error) })
      process.exit(1)
    }
  })
} catch (error) {
  parentPort.postMessage({ error: error?.message ?? String(error) })
}
