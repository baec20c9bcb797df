import { spawn } from 'node:child_process'

/** Where and with what environment a program runs. */
export type ShellOptions = { cwd?: string; env?: Record<string, string> }

/** Runs a program and returns its standard output; on failure the error carries all it printed. */
export function run(program: string, args: string[], options: ShellOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options,
      env: { ...process.env, LC_ALL: 'C', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let all = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      all += chunk
    })
    child.stderr.on('data', (chunk) => (all += chunk))
    child.on('error', (error) => reject(new Error(`${program}: ${error.message}`)))
    child.on('close', (code, signal) =>
      code === 0
        ? resolve(output)
        : reject(
            new Error(`${[program, ...args].join(' ')} ended with ${code ?? signal}\n${tail(all)}`),
          ),
    )
  })
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-25).join('\n')
}
