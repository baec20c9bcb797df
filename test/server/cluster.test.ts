import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findComplete } from './find.ts'

const cluster = new URL('cluster.ts', import.meta.url).href
const found = findComplete()

const script = `
  import { startCluster } from ${JSON.stringify(cluster)}
  const { folder, port } = await startCluster(${JSON.stringify(found)})
  console.log(JSON.stringify({ folder, port }))
  setInterval(() => {}, 1000)`

async function until(isTrue: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200 && !isTrue(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return isTrue()
}

// With DATABASE_URL alone there may be no PostgreSQL on this machine.
test.skipIf(!found).each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'the throw-away server and its folder are gone after %s',
  async (signal) => {
    const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const line = await new Promise<string>((resolve) => child.stdout.once('data', resolve))
    const { folder } = JSON.parse(String(line)) as { folder: string }
    expect(existsSync(`${folder}/data/postmaster.pid`)).toBe(true)
    child.kill(signal)
    expect(await until(() => !existsSync(folder))).toBe(true)
  },
)
