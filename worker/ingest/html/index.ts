import { isLeftOut, isMain, parts } from './elements.ts'
import { Writer, type PageShape } from './writer.ts'

type Parsing = typeof import('htmlparser2')

/** How much is parsed at once: the parser keeps what it was given. */
const slice = 64 * 1024

function parse(
  { Parser }: Parsing,
  html: string,
  handler: ConstructorParameters<typeof Parser>[0],
): void {
  const parser = new Parser(handler)
  for (let at = 0; at < html.length; at += slice) parser.write(html.slice(at, at + slice))
  parser.end()
}

/** Deeper pages than this are no documents; the parser takes minutes for some hundred thousand. */
const deepest = 10_000

/** What must be known before a page is written: whether it marks its text, where its headings are, its title. */
function survey(parsing: Parsing, html: string): PageShape & { title: string } {
  const shape = { hasMain: false, hasHeading: false, title: '' }
  const open: { name: string; isOut: boolean; isInPart: boolean }[] = []
  let isTitle = false
  let hasTitle = false
  parse(parsing, html, {
    onopentag(name, attributes) {
      if (open.length > deepest) throw new Error('the page is nested too deep')
      const around = open.at(-1) ?? { isOut: false, isInPart: false }
      const isInPart = around.isInPart || parts.has(name)
      isTitle = name === 'title' && !hasTitle && !open.some((one) => one.name === 'svg')
      const isOut =
        around.isOut ||
        isLeftOut(name, attributes, { isInPart: around.isInPart, isInQuote: around.isInPart })
      if (isMain(name, attributes) && !isOut) shape.hasMain = true
      if (name === 'h1' && !isOut) shape.hasHeading = true
      open.push({ name, isOut, isInPart })
    },
    ontext(text) {
      if (isTitle) shape.title += text
    },
    onclosetag() {
      if (open.pop()?.name === 'title' && isTitle) {
        isTitle = false
        hasTitle = shape.title.trim() !== ''
      }
    },
  })
  return shape
}

function write(parsing: Parsing, html: string, shape: PageShape): string {
  const writer = new Writer(shape)
  parse(parsing, html, {
    onopentag: (name, attributes) => writer.openTag(name, attributes),
    ontext: (text) => writer.text(text),
    onclosetag: () => writer.closeTag(),
  })
  return writer.end()
}

/**
 * Markdown of the text of a web page, and its title, null without one. What is around the text (navigation, headers,
 * footers, cookie notices) and what is not shown is left out. Throws on pages nested too deep to be taken apart.
 */
export async function htmlToMarkdown(
  html: string,
): Promise<{ content: string; title: string | null }> {
  const parsing = await import('htmlparser2')
  const { title, ...shape } = survey(parsing, html)
  let content = write(parsing, html, shape)
  // A main element that scripts would have filled.
  if (content === '' && shape.hasMain) content = write(parsing, html, { ...shape, hasMain: false })
  return { content, title: title.replace(/\s+/g, ' ').trim() || null }
}
