import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHealthPort } from '../../worker/health/server.ts'
import { startProxy, type Proxy } from '../faults/proxy.ts'
import * as does from '../stub/behaviours.ts'
import { failWith, startStub, type Stub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addText, startTestWorker, useStub } from './in-process.ts'

const key = 'sk-planted-0123456789-abcdefghij'

describe('a planted key', () => {
  let database: TestDatabase
  let stub: Stub
  let proxy: Proxy
  beforeAll(async () => {
    database = await createDatabase()
    stub = await startStub()
    const { hostname, port } = new URL(database.url)
    proxy = await startProxy(hostname, Number(port))
  })
  afterAll(async () => {
    await proxy.close()
    await stub.close()
    await database.drop()
  })

  it('stands in no line of the log, at no level, and on no page of the port', async () => {
    const env = { HOWDAH_PROVIDER_STUB_KEY: key, HOWDAH_DEBUG: '1' }
    const worker = await startTestWorker(proxy.url(database.url), {
      ...env,
      ...(await useStub(database, stub.url)),
    })
    const address = { host: '127.0.0.1', port: 0, secrets: [key] }
    const port = await openHealthPort(
      address,
      () => worker.health,
      () => {},
    )
    const page = async (path: string) =>
      (await fetch(`http://127.0.0.1:${port.port}${path}`)).text()
    const failures = [
      failWith(500, key, `${key} is not right`),
      failWith(429, key, key, { 'retry-after': '0' }),
      does.body(`<html>${key}</html>`, 'text/html'),
      does.body(`{"data": [{"embedding": "${key}"}]}`),
      does.keyEchoed,
    ]
    stub.next(...failures)
    await database.sql`select howdah.set_setting('retry_base_seconds', '0.01')`
    await addText(database, 'one')
    await until('the key is refused', async () => worker.log().includes('authentication'))
    proxy.set('cut')
    await until('the loss of connections is told', async () =>
      worker.log().includes('cannot claim'),
    )
    proxy.set('pass')
    const said = [worker.log(), await page('/metrics'), await page('/healthz')]
    await worker.end()
    await port.close()
    expect(stub.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`)).toBe(
      true,
    )
    expect(stub.requests.length).toBe(failures.length)
    expect(said.map((text) => text.length > 20)).toEqual([true, true, true])
    for (const text of said) {
      expect(text).not.toContain(key)
      expect(text).not.toContain(key.slice(3, 20))
    }
  })
})
