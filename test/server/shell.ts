import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

type Failed = { code?: number | string; signal?: string; stdout?: string; stderr?: string }

/** Runs a program and returns its standard output; on failure the error carries the end of what it printed. */
export async function run(
  program: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', ...options.env }
  const running = promisify(execFile)(program, args, { ...options, env, maxBuffer: 1 << 28 })
  running.child.stdin?.end()
  try {
    return (await running).stdout
  } catch (error) {
    const { code, signal, stdout = '', stderr = '' } = error as Failed
    const tail = `${stdout}${stderr}`.trim().split('\n').slice(-25).join('\n')
    const what = [program, ...args].join(' ')
    throw new Error(`${what} ended with ${code ?? signal}\n${tail}`, { cause: error })
  }
}
