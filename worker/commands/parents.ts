import { readFileSync } from 'node:fs'

/** The parent of a process, where the system says so in /proc. */
function parentOf(pid: number): number | null {
  try {
    // The name, in parentheses, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return Number(fields[1])
  } catch {
    return null
  }
}

const lineage = () => [process.ppid, parentOf(process.ppid)]

/**
 * Calls `gone` when npm or npx, which started this process, has ended: they pass no signal on, so that a worker whose
 * npm was killed would live on unseen. Whoever starts it otherwise may leave it alone. Returns what ends the watch.
 */
export function onParentGone(env: NodeJS.ProcessEnv, gone: () => void): () => void {
  if (!env['npm_execpath'] && !env['npm_command']) return () => undefined
  // Between npm and this process there may be a shell, which outlives npm too.
  const [parent, grandparent] = lineage()
  const timer = setInterval(() => {
    const [now, above] = lineage()
    if (now === parent && (above === grandparent || grandparent === null)) return
    clearInterval(timer)
    gone()
  }, 1000)
  timer.unref()
  return () => clearInterval(timer)
}
