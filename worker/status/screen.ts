import type { WriteStream } from 'node:tty'

/** Where `--watch` draws: over what stood there before on a terminal, one below the other elsewhere. */
export type Screen = {
  width(): number
  color: boolean
  draw(lines: string[]): void
  /** Runs when the terminal has another size. */
  onResize(redraw: () => void): void
  close(): void
}

/** Columns to write for where nobody says how many there are. */
const usualWidth = 100

/** The screen on an output; `isWatching` takes it over until `close`. */
export function openScreen(out: WriteStream, env: NodeJS.ProcessEnv, isWatching: boolean): Screen {
  const isTerminal = out.isTTY === true
  const owns = isTerminal && isWatching
  if (owns) out.write('\u001b[?1049h\u001b[?25l')
  return {
    width: () => Math.max(72, Math.min(120, isTerminal ? out.columns || usualWidth : usualWidth)),
    color: isTerminal && !env['NO_COLOR'],
    draw(lines) {
      if (!owns) {
        out.write(`${lines.join('\n')}\n`)
        return
      }
      const rows = Math.max(3, (out.rows || 24) - 1)
      const shown =
        lines.length > rows ? [...lines.slice(0, rows - 1), '... make the window higher'] : lines
      out.write(`\u001b[H${shown.map((line) => `${line}\u001b[K`).join('\n')}\u001b[J`)
    },
    onResize(redraw) {
      if (owns) out.on('resize', redraw)
    },
    close() {
      if (owns) out.write('\u001b[?25h\u001b[?1049l')
    },
  }
}
