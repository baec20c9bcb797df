import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One pgTAP file and what its first three lines ask for. */
export type TapFile = { path: string; source: string; isPlain: boolean; onPglite: boolean }

const skipped = /^test\/(support|bench|server|tools)\/|\/fixtures\//

/** The pgTAP files whose path contains the filter, from the root of the project. */
export function tapFiles(filter = ''): TapFile[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((name) => join('test', name))
    .filter((path) => path.endsWith('.sql') && !skipped.test(path) && path.includes(filter))
    .sort()
    .map((path) => {
      const source = readFileSync(path, 'utf8')
      const head = source.split('\n').slice(0, 3).join('\n')
      return {
        path,
        source,
        isPlain: /^-- database: plain\b/m.test(head),
        onPglite: !/^-- server: postgres\b/m.test(head),
      }
    })
}
