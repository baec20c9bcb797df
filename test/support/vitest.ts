import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}
type Counts = { passed: number; failed: number }

/** Runs vitest with its usual output and counts from its report. A broken file is one failure. */
export function runVitest(
  filter: string,
  env: Record<string, string>,
): { done: Promise<Counts>; kill: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-vitest-'))
  const report = join(folder, 'report.json')
  const program = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const args = ['run', '--passWithNoTests', '--reporter=default', '--reporter=json']
  const child = spawn(
    process.execPath,
    [program, ...args, `--outputFile.json=${report}`, ...(filter ? [filter] : [])],
    // A group of its own: the server must outlive the tests that use it, on Ctrl-C too.
    { stdio: ['ignore', 'inherit', 'inherit'], detached: true, env: { ...process.env, ...env } },
  )
  const kill = () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  const done = new Promise<Counts>((resolve) =>
    child.on('exit', (code) => {
      const counts = existsSync(report) ? count(readFileSync(report, 'utf8')) : undefined
      rmSync(folder, { recursive: true, force: true })
      const passed = counts?.passed ?? 0
      const failed = counts?.failed ?? 0
      // An error outside of any test ends vitest with 1 and no failed test.
      resolve({ passed, failed: code !== 0 && failed === 0 ? 1 : failed })
    }),
  )
  return { done, kill }
}

function count(text: string): Counts {
  const report = JSON.parse(text) as Report
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
}
