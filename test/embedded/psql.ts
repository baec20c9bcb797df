import { spawn, spawnSync } from 'node:child_process'

/** Whether psql is there; where it is not, its tests are skipped with a note. */
export const hasPsql = spawnSync('psql', ['--version']).status === 0

/** Runs psql without blocking this process, which the server runs in. */
export function psql(
  url: string,
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('psql', [url, '-XAt', ...args], { env: { ...process.env, ...env } })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => (stdout += String(chunk)))
    child.stderr.on('data', (chunk) => (stderr += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout: stdout.trim(), stderr: stderr.trim() }))
    child.stdin.end(input)
  })
}
