/** State of long work; `total` null is unknown, `elapsedMs` milliseconds since the start. */
export type ProgressState = { label: string; done: number; total: number | null; elapsedMs: number }

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** One line: a bar where the total is known, the rate, and the time left. */
export function renderProgress({ label, done, total, elapsedMs }: ProgressState): string {
  const rate = elapsedMs > 0 ? (done * 1000) / elapsedMs : 0
  const speed = `${rate.toFixed(rate < 10 ? 1 : 0)}/s`
  if (total === null || total === 0) return `${label}  ${done}  ${speed}`
  const filled = Math.min(24, Math.floor((done / total) * 24))
  const left = rate > 0 && done < total ? `  ${duration((total - done) / rate)} left` : ''
  return `${label}  [${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${done}/${total}  ${speed}${left}`
}

/** What a progress line is written to. */
export type Output = { isTTY?: boolean; columns?: number; write(text: string): unknown }

/**
 * Shows progress on standard error: one line that is redrawn on a terminal, else a plain line every
 * ten seconds.
 */
export function createProgress(options: { label: string; output?: Output; now?: () => number }) {
  const output = options.output ?? process.stderr
  const now = options.now ?? (() => performance.now())
  const startedAt = now()
  const every = output.isTTY ? 100 : 10_000
  let shownAt = output.isTTY ? -Infinity : startedAt
  let drawn = false
  return {
    update(done: number, total: number | null = null) {
      if (now() - shownAt < every) return
      shownAt = now()
      const state = { label: options.label, done, total, elapsedMs: shownAt - startedAt }
      // A line that wraps could not be drawn over.
      const line = renderProgress(state).slice(
        0,
        output.isTTY ? (output.columns ?? 80) - 1 : undefined,
      )
      output.write(output.isTTY ? `\r\x1b[2K${line}` : `${line}\n`)
      drawn = true
    },
    end() {
      if (drawn && output.isTTY) output.write('\r\x1b[2K')
      drawn = false
    },
  }
}
