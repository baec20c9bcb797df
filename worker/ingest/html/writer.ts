import { edgeOf, fenced, inlineCode, listBlocks, quoted } from './blocks.ts'
import {
  inlineElements,
  isLeftOut,
  isMain,
  languageOf,
  parts,
  spacedElements,
  type Attributes,
} from './elements.ts'
import { Frame } from './frame.ts'
import { codes, ends, headings, marks, symbols, type Open } from './open.ts'
import { tableBlocks, type Cell } from '../table.ts'

/** What is known of the whole page before it is written. */
export type PageShape = { hasMain: boolean; hasHeading: boolean }

type List = { items: string[][]; first: number | null }
type Table = { rows: Cell[][]; isLayout: boolean }

/** Writes a page as markdown from the events of a parser. */
export class Writer {
  readonly #shape: PageShape
  readonly #root = new Frame()
  #open: Open[] = []
  #lists: List[] = []
  #tables: Table[] = []
  /** Code between `pre` tags, null outside of them. */
  #code: string | null = null
  #language = ''

  constructor(shape: PageShape) {
    this.#shape = shape
  }

  /** The element that is open here. */
  get #here(): Open | undefined {
    return this.#open.findLast(({ isEnded }) => !isEnded)
  }

  get #frame(): Frame {
    return this.#here?.frame ?? this.#root
  }

  /** Ends what has no end tag, though this may not stand in it. */
  #endBefore(name: string): void {
    const [ended, within] = ends[name] ?? []
    if (!ended || !within || this.#code !== null) return
    let last = this.#open.length - 1
    while (last >= 0 && !ended.test(this.#open[last]!.name)) {
      const { name: outer, isEnded } = this.#open[last]!
      if (!isEnded && within.test(outer)) return
      last -= 1
    }
    if (last < 0) return
    for (const element of this.#open.slice(last).reverse()) this.#end(element)
  }

  openTag(name: string, attributes: Attributes): void {
    this.#endBefore(name)
    const around = this.#here
    const isHere = isMain(name, attributes)
    const wants = isLeftOut(name, attributes, {
      isInPart: around?.isInPart ?? false,
      isInQuote: around?.isInQuote ?? false,
    })
    const isHeading = Object.hasOwn(headings, name)
    const element: Open = {
      name,
      attributes,
      isLeftOut: (around?.isLeftOut && !(around.keepsHeading && name === 'h1')) || wants,
      keepsHeading:
        (wants && name === 'header' && !this.#shape.hasHeading) || !!around?.keepsHeading,
      isInPart: around?.isInPart || parts.has(name) || isHere,
      isInMain: around?.isInMain || isHere,
      isInQuote: around?.isInQuote || name === 'blockquote',
      isInHeading: around?.isInHeading || isHeading,
      isInCode: around?.isInCode || codes.has(name),
      isInMath: around?.isInMath || name === 'math',
      start: 0,
      frame: this.#frame,
      outer: this.#frame,
      isVerbatim: this.#code !== null,
      isEnded: false,
    }
    this.#open.push(element)
    if (element.isLeftOut) return
    if (this.#code !== null) this.#openInCode(element)
    else this.#begin(element)
    element.start = element.frame.end
  }

  #openInCode(element: Open): void {
    const { name, attributes } = element
    if (attributes['class'] === 'ln') element.isLeftOut = true // a number of a line
    this.#code += name === 'br' ? '\n' : edgeOf(name)
    if (name === 'code') this.#language ||= languageOf(attributes)
  }

  #begin(element: Open): void {
    const { name, attributes, frame } = element
    if (name === 'br') frame.lineBreak()
    else if (name === 'img') this.#image(frame, attributes)
    else if (spacedElements.has(name)) frame.space()
    else if (!inlineElements.has(name) && !element.isInMath) {
      // In a heading a block is one more part of its line.
      if (element.isInHeading && !Object.hasOwn(headings, name)) frame.space()
      else frame.close()
      if (!element.isInHeading || Object.hasOwn(headings, name)) this.#beginBlock(element)
    }
  }

  #beginBlock(element: Open): void {
    const { name, attributes } = element
    if (name === 'pre' || name === 'listing' || name === 'xmp') {
      this.#code = ''
      const around = this.#open.slice(-3).reverse()
      this.#language = around.map((one) => languageOf(one.attributes)).find(Boolean) ?? ''
    } else if (name === 'ul' || name === 'menu') this.#lists.push({ items: [], first: null })
    else if (name === 'ol') {
      const first = Number.parseInt(attributes['start'] ?? '1', 10)
      this.#lists.push({ items: [], first: first >= 0 ? first : 1 })
    } else if (name === 'table') {
      if (this.#tables.length > 0) this.#tables.at(-1)!.isLayout = true
      const isLayout = /^(presentation|none)$/.test(attributes['role'] ?? '')
      this.#tables.push({ rows: [], isLayout })
    } else if (name === 'tr') this.#tables.at(-1)?.rows.push([])
    if (/^(li|blockquote|td|th|caption|h[1-6])$/.test(name)) element.frame = new Frame()
  }

  #image(frame: Frame, { alt = '', src = '' }: Attributes): void {
    const text = alt.replace(/\s+/g, ' ').trim()
    if (text === '') return
    const isShown = /^data:/i.test(src.trim()) || src === '' || this.#here!.isInHeading
    frame.put(isShown ? text : `![${text}](${src.trim().replaceAll(' ', '%20')})`)
  }

  text(text: string): void {
    const around = this.#here
    if (around?.isLeftOut || (this.#shape.hasMain && !around?.isInMain)) return
    if (this.#code !== null) this.#code += text
    else this.#frame.text(text)
  }

  closeTag(): void {
    const element = this.#open.pop()
    if (element) this.#end(element)
  }

  #end(element: Open): void {
    if (element.isEnded) return
    element.isEnded = true
    if (element.isLeftOut) return
    const { name, frame } = element
    if (element.isVerbatim) {
      this.#code += edgeOf(name)
      return
    }
    if (this.#code !== null) {
      frame.blocks.push(...fenced(this.#code, this.#language))
      this.#code = null
    } else if (name === 'br' || name === 'img' || name === 'wbr') return
    else if (spacedElements.has(name)) frame.space()
    else if (inlineElements.has(name) || element.isInMath) this.#endInline(element)
    else if (element.isInHeading && !Object.hasOwn(headings, name)) frame.space()
    else {
      frame.close()
      this.#endBlock(element)
    }
  }

  #endInline(element: Open): void {
    const { name, attributes, start, frame, isInHeading } = element
    if (name === 'a') this.#link(element)
    else if (isInHeading || element.isInMath) return
    else if (codes.has(name)) {
      if (!this.#here?.isInCode) frame.put(inlineCode(frame.take(start)))
    } else if (element.isInCode) return
    else if (Object.hasOwn(marks, name)) frame.mark(start, marks[name]!)
    else if (name === 'sup' && start > 0) {
      const text = frame.take(start)
      frame.put(/^[-+−]?\d+$/.test(text) && attributes['class'] === undefined ? `^${text}` : text)
    }
  }

  #link({ attributes: { href = '' }, frame, start, isInHeading, isInCode }: Open): void {
    const url = href.trim()
    const shown = frame.end > start ? frame.take(start) : ''
    if (url.startsWith('#') && symbols.test(shown)) return
    const text = shown.trim()
    const isPlain = isInHeading || isInCode || text === '' || text === url || text.includes('\n')
    if (isPlain || url === '' || /^(#|javascript:|data:)/i.test(url)) frame.put(shown)
    else {
      const target = /[\s()]/.test(url) ? `<${url}>` : url
      frame.put(shown.replace(text, () => `[${text}](${target})`))
    }
  }

  #endBlock({ name, attributes, frame, outer }: Open): void {
    if (Object.hasOwn(headings, name)) {
      const text = frame.blocks
        .join(' ')
        .replace(/\s+/g, ' ')
        .replace(/^\u00a0/, '')
      if (text) outer.blocks.push(`${headings[name]} ${text}`)
    } else if (name === 'li') {
      const list = this.#lists.at(-1)
      if (list) list.items.push(frame.blocks)
      else outer.blocks.push(...listBlocks([frame.blocks], null))
    } else if (name === 'ul' || name === 'ol' || name === 'menu') {
      const { items, first } = this.#lists.pop()!
      frame.blocks.push(...listBlocks(items, first))
    } else if (name === 'blockquote') outer.blocks.push(...quoted(frame.blocks))
    else if (name === 'td' || name === 'th') this.#endCell(outer, frame, attributes)
    else if (name === 'caption') outer.blocks.push(...frame.blocks)
    else if (name === 'table') {
      const { rows, isLayout } = this.#tables.pop()!
      frame.blocks.push(...tableBlocks(rows, isLayout))
    }
  }

  #endCell(outer: Frame, { blocks }: Frame, { colspan, rowspan }: Attributes): void {
    const row = this.#tables.at(-1)?.rows.at(-1)
    if (!row) {
      outer.blocks.push(...blocks)
      return
    }
    const reach = (text: string | undefined) =>
      Math.min(Math.max(Number.parseInt(text ?? '1', 10) || 1, 1), 100)
    const isWide = blocks.some((block) => /^(`{3,}|#{1,6} |\| )/.test(block))
    const text = blocks
      .map((block) =>
        block.replace(/^\s*(- |> )/gm, '').replace(/\n+/g, /^\s*- /.test(block) ? '; ' : ' '),
      )
      .join(' ')
    row.push({
      text,
      columns: reach(colspan),
      rows: reach(rowspan),
      blocks: isWide ? blocks : null,
    })
  }

  /** The markdown of all that came. */
  end(): string {
    while (this.#open.length > 0) this.closeTag()
    this.#root.close()
    return this.#root.blocks.join('\n\n')
  }
}
