/** Writes a text in parts while it streams. */
export type PartialWriter = {
  add(delta: string): void
  /** Ends the writing; what is still pending is part of the whole text. */
  end(): Promise<void>
}

/** Milliseconds between the beginnings of two writes: at most five a second. */
const writeEvery = 200

/** A surrogate whose other half comes with the next delta. */
const halfCharacter = /[\uD800-\uDBFF]$/
const nothingWhole = /^[\uD800-\uDBFF]?$/

/**
 * Never writes two parts at once; the first at once and the last within the interval. A part that
 * could not be written is written again unchanged: it may be there already, and its place is taken.
 */
export function partialWriter(options: {
  /** Writes a part at a character offset; anything but ok means that nobody wants the text. */
  write(fromChar: number, content: string): Promise<string>
  onStop(status: string): void
  onError(error: unknown): void
}): PartialWriter {
  let pending = ''
  let part = ''
  let fromChar = 0
  let mayWriteAt = 0
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined
  let ended = false

  const write = async () => {
    mayWriteAt = performance.now() + writeEvery
    if (part === '') {
      const half = halfCharacter.exec(pending)?.[0] ?? ''
      part = pending.slice(0, pending.length - half.length)
      pending = half
    }
    try {
      const status = await options.write(fromChar, part)
      // Offsets count characters as the database does, not UTF-16 units.
      fromChar += [...part].length
      part = ''
      failures = 0
      if (status !== 'ok') {
        ended = true
        options.onStop(status)
      }
    } catch (error) {
      failures += 1
      mayWriteAt = performance.now() + Math.min(5000, writeEvery * 2 ** failures)
      options.onError(error)
    }
  }
  const schedule = () => {
    if (ended || writing || timer || (part === '' && nothingWhole.test(pending))) return
    const wait = mayWriteAt - performance.now()
    if (wait > 0) {
      timer = setTimeout(() => {
        timer = undefined
        schedule()
      }, wait)
      return
    }
    writing = write().finally(() => {
      writing = undefined
      schedule()
    })
  }
  return {
    add(delta) {
      pending += delta
      schedule()
    },
    async end() {
      ended = true
      clearTimeout(timer)
      await writing
    },
  }
}
