import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One pgTAP file and what its first three lines ask for. */
export type TapFile = { path: string; source: string; isPlain: boolean; onPglite: boolean }

const noTap = /^test\/(support|bench|server|tools)\/|\/fixtures\//
const noVitest = /^test\/bench\/|\/fixtures\//

/** Every test file, pgTAP and vitest, from the root of the project. */
export function testFiles(): string[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((name) => join('test', name))
    .filter(isTest)
    .sort()
}

/** Whether a file of that path is a test. */
export const isTest = (path: string): boolean =>
  path.endsWith('.sql') ? !noTap.test(path) : path.endsWith('.test.ts') && !noVitest.test(path)

/** Those files whose path contains one of the parts; all of them when there is no part. */
export const containing = (files: string[], parts: string[]): string[] =>
  parts.length === 0 ? files : files.filter((path) => parts.some((part) => path.includes(part)))

/** Reads pgTAP files. */
export function readTapFiles(paths: string[]): TapFile[] {
  return paths
    .filter((path) => path.endsWith('.sql'))
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
