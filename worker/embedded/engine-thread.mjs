// PGlite blocks the thread it runs on, so it has one of its own. Plain JavaScript: a worker thread
// does not inherit the loader that reads TypeScript.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'

try {
  const pg = new PGlite({
    ...(workerData.folder === null ? {} : { dataDir: workerData.folder }),
    extensions: { vector },
  })
  await pg.waitReady
  await pg.exec('create extension if not exists vector')
  const { rows } = await pg.query('show server_version')
  parentPort.postMessage({ ready: true, serverVersion: rows[0].server_version })
  parentPort.on('message', async ({ id, bytes, close }) => {
    try {
      if (close) {
        await pg.close()
        parentPort.postMessage({ id })
        parentPort.close()
        return
      }
      const reply = await pg.execProtocolRaw(bytes)
      parentPort.postMessage({ id, bytes: reply })
    } catch (error) {
      parentPort.postMessage({ id, error: String(error) })
    }
  })
} catch (error) {
  parentPort.postMessage({ ready: false, error: String(error) })
}
