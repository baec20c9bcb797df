type Mark = { start: number; end: number; mark: string }

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char)

/** Lines that markdown would take for a heading, a fence or an underline, though the page has a paragraph there. */
const misread = /^(?=#{1,6}(?:\s|$)|```|~~~|=+\s*$|-{2,}\s*$)/gm

/** An element that holds blocks of text, such as an item of a list: its paragraphs, and the one being written. */
export class Frame {
  blocks: string[] = []
  #line = ''
  #marks: Mark[] = []

  /** Where the next character of this paragraph will stand. */
  get end(): number {
    return this.#line.length
  }

  text(text: string): void {
    const shown = text.replace(/[ \t\n\r\f\u00a0]+/g, ' ')
    this.#line += /(^|\s)$/.test(this.#line) ? shown.replace(/^ /, '') : shown
  }

  /** A space, where words would grow together. */
  space(): void {
    this.text(' ')
  }

  lineBreak(): void {
    this.#line = `${this.#line.trimEnd()}\n`
  }

  /** What was written since `start`, to be written another way. */
  take(start: number): string {
    const taken = this.#line.slice(start)
    this.#line = this.#line.slice(0, start)
    this.#marks = this.#marks.filter(({ end }) => end <= start)
    return taken
  }

  /** Text as it is, white space included. */
  put(text: string): void {
    this.#line += text
  }

  /** Marks what was written since `start`, unless that is a part of a word: words are searched for whole. */
  mark(start: number, mark: string): void {
    if (this.#line.slice(start).trim() !== '')
      this.#marks.push({ start, end: this.#line.length, mark })
  }

  /** Ends the paragraph. */
  close(): void {
    let line = this.#line
    const places: { at: number; mark: string }[] = []
    for (const { start, end, mark } of this.#marks) {
      const inner = line.slice(start, end)
      const from = start + (inner.length - inner.trimStart().length)
      const to = end - (inner.length - inner.trimEnd().length)
      if (isWord(line[from - 1]) || isWord(line[to])) continue
      places.push({ at: from, mark }, { at: to, mark })
    }
    for (const { at, mark } of places.sort((one, other) => other.at - one.at))
      line = line.slice(0, at) + mark + line.slice(at)
    line = line.trim().replace(misread, '\u00a0')
    if (line !== '') this.blocks.push(line)
    this.#line = ''
    this.#marks = []
  }
}
