import { setTimeout as sleep } from 'node:timers/promises'

/** How the demo speaks: what it is doing, then numbered steps of statements and what came of them. */
export type Show = {
  /** What is being done, with the seconds since the start. */
  doing(line: string): void
  /** The heading of the next step. */
  step(title: string): void
  /** Statements or commands, ready to paste. */
  code(text: string): void
  /** What came of them. */
  result(text: string): void
  /** A part of a result that comes bit by bit; `endStream` ends its line. */
  stream(text: string): void
  endStream(): void
}

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by)

/** Shows on a terminal, in bold and dim where it has them, or anywhere else as plain text. */
export function showOn(output: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>): Show {
  const styled = (style: number, text: string) =>
    output.isTTY && !process.env.NO_COLOR ? `\x1b[${style}m${text}\x1b[0m` : text
  let steps = 0
  let isStreaming = false
  const line = (text: string) => void output.write(`${text}\n`)
  return {
    doing: (text) => line(`${process.uptime().toFixed(1).padStart(5)} s  ${text}`),
    step(title) {
      steps += 1
      line(`\n${styled(1, `${steps}. ${title}`)}\n`)
    },
    code: (text) => line(styled(2, indented(text, '   '))),
    result: (text) => line(indented(text, '   > ')),
    stream(text) {
      output.write((isStreaming ? '' : '   > ') + text.replaceAll('\n', '\n   > '))
      isStreaming = true
    },
    endStream() {
      output.write('\n')
      isStreaming = false
    },
  }
}

/** Asks again until something comes; rejects with what was awaited after `ms` milliseconds. */
export async function until<T>(
  awaited: string,
  ask: () => Promise<T | null | undefined | false>,
  ms = 60_000,
): Promise<T> {
  const startedAt = performance.now()
  for (;;) {
    const found = await ask()
    if (found) return found
    if (performance.now() - startedAt > ms) {
      throw Object.assign(new Error(`the demo waited ${ms / 1000} s for ${awaited}`), {
        hint: 'howdah status  in another terminal says why',
      })
    }
    await sleep(50)
  }
}

/** Seconds since a moment of performance.now(), as text. */
export const secondsSince = (moment: number) =>
  `${((performance.now() - moment) / 1000).toFixed(1)} s`
