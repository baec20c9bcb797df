import type { AddressInfo, Server } from 'node:net'

/** Listens on a loopback port and returns it; rejects with EADDRINUSE and a hint when it is taken. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw Object.assign(new Error(`port ${port} is taken`), {
      code: 'EADDRINUSE',
      hint: 'is another howdah up? Choose another port with  --port N',
    })
  })
  return (server.address() as AddressInfo).port
}
