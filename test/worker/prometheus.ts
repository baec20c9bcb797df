import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Prometheus and promtool: of this machine, or unpacked from Debian's package into a folder. */
export type Prometheus = { prometheus: string; promtool: string }

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0

/** Finds or fetches them; null, with a line that says why, where neither can be. */
export function findPrometheus(folder: string): Prometheus | null {
  if (isThere('prometheus') && isThere('promtool'))
    return { prometheus: 'prometheus', promtool: 'promtool' }
  try {
    const run = (...args: [string, string[]]) =>
      execFileSync(...args, { cwd: folder, stdio: 'pipe' })
    const download = () => run('apt-get', ['download', 'prometheus'])
    try {
      download()
    } catch {
      run('apt-get', ['update', '-q'])
      download()
    }
    const file = readdirSync(folder).find((name) => name.endsWith('.deb'))!
    // Beside the system: nothing is installed or started.
    run('dpkg-deb', ['-x', file, '.'])
    const at = (name: string) => join(folder, 'usr/bin', name)
    return isThere(at('promtool'))
      ? { prometheus: at('prometheus'), promtool: at('promtool') }
      : null
  } catch (error) {
    console.log(`Without Prometheus: ${(error as Error).message.split('\n')[0]}`)
    return null
  }
}
