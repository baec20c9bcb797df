import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '../log.ts'
import type { Health } from '../loop/index.ts'
import { report } from './report.ts'
import { scrape } from './scrape.ts'

/** An open port for /healthz and /metrics. */
export type HealthServer = { port: number; close(): Promise<void> }

/**
 * Opens the port; rejects with one clear error when it cannot. `health` is null until the worker has
 * started.
 */
export async function openHealthPort(
  options: { host: string; port: number; secrets: string[] },
  health: () => Health | null,
  log: Log,
): Promise<HealthServer> {
  const metrics = scrape(health)
  const answer: RequestListener = (request, response) => {
    const path = (request.url ?? '').split('?')[0]
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(405, 'text/plain', 'only GET is answered here\n')
    }
    if (path === '/healthz') {
      const { isHealthy, ...facts } = report(health(), options.secrets)
      return send(isHealthy ? 200 : 503, 'application/json', `${JSON.stringify(facts)}\n`)
    }
    if (path !== '/metrics') {
      return send(404, 'text/plain', 'here are only /healthz and /metrics\n')
    }
    metrics().then(
      (text) => send(200, 'text/plain; version=0.0.4; charset=utf-8', text),
      (error: unknown) => {
        log('warn', 'metrics not read', { error })
        send(500, 'text/plain', 'the metrics cannot be read\n')
      },
    )
  }
  const server = createServer({ requestTimeout: 10_000 }, answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(options, error)))
    server.listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function refusal({ host, port }: { host: string; port: number }, error: NodeJS.ErrnoException) {
  const reasons: Record<string, string> = {
    EADDRINUSE: 'the port is in use',
    EACCES: 'the port needs more rights',
    EADDRNOTAVAIL: 'the address is not of this machine',
    ENOTFOUND: 'the host is not known',
  }
  const reason = reasons[error.code ?? ''] ?? error.message
  return Object.assign(new Error(`cannot listen on ${host}:${port} for /healthz: ${reason}`), {
    hint: 'choose another HOWDAH_PORT or HOWDAH_HOST',
  })
}
