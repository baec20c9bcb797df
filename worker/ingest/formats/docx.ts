import { Writer } from '../html/writer.ts'
import { markdownTitle } from '../title.ts'
import { Unreadable, type Reader } from './page.ts'
import { coreTitle, readXml, relations, unpack, type Archive, type Events } from './zip.ts'

const main = 'word/document.xml'
/** Deleted text, fields' instructions, and what stands in for drawings of newer programs. */
const unread = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'pict'])

/** Levels of the styles that are headings, by the id that paragraphs name. */
async function headingStyles(archive: Archive): Promise<Map<string, number>> {
  const levels = new Map<string, number>()
  let id = ''
  await readXml(archive, 'word/styles.xml', {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'style') id = attributes['w:styleId'] ?? ''
      else if (name === 'name' && /^title$/i.test(value)) levels.set(id, 1)
      else if (name === 'name' && /^heading [1-6]$/i.test(value)) levels.set(id, +value.slice(-1))
      else if (name === 'outlineLvl' && !levels.has(id) && +value < 6) levels.set(id, +value + 1)
    },
  })
  return levels
}

/** Turns the elements of a text document into those of a page. */
function events(writer: Writer, levels: Map<string, number>, targets: Map<string, string>): Events {
  const paragraphs: { tag: string | null }[] = []
  let left = 0
  let isList = false
  let isText = false
  const begin = (tag: string) => {
    const paragraph = paragraphs.at(-1)
    if (!paragraph || paragraph.tag) return
    if (isList && tag !== 'li') writer.closeTag()
    if (!isList && tag === 'li') writer.openTag('ul', {})
    isList = tag === 'li'
    paragraph.tag = tag
    writer.openTag(tag, {})
  }
  const endList = () => {
    if (isList) writer.closeTag()
    isList = false
  }
  const single = (tag: string) => {
    writer.openTag(tag, {})
    writer.closeTag()
  }
  let style = ''
  let isNumbered = false
  return {
    open(name, attributes) {
      if (unread.has(name) || left > 0) left += 1
      else if (name === 'p') {
        paragraphs.push({ tag: null })
        style = ''
        isNumbered = false
      } else if (name === 'pStyle') style = attributes['w:val'] ?? ''
      else if (name === 'numPr') isNumbered = true
      else if (name === 'outlineLvl' && +(attributes['w:val'] ?? 9) < 6)
        levels.set((style ||= '#own'), +attributes['w:val']! + 1)
      else if (/^(r|hyperlink|ins|smartTag|sdt|oMath)$/.test(name) && paragraphs.length > 0) {
        const level = levels.get(style)
        begin(level ? `h${level}` : isNumbered ? 'li' : 'p')
        if (name === 'hyperlink')
          writer.openTag('a', { href: targets.get(attributes['r:id'] ?? '') ?? '' })
      } else if (name === 't') isText = true
      else if (name === 'br' || name === 'cr') {
        if (attributes['w:type'] === 'page') writer.text('\f')
        else single('br')
      } else if (name === 'tab') writer.text(' ')
      else if (name === 'noBreakHyphen') writer.text('-')
      else if (/^(tbl|tr|tc)$/.test(name)) {
        endList()
        writer.openTag({ tbl: 'table', tr: 'tr', tc: 'td' }[name]!, {})
      } else if (name === 'docPr' && attributes['descr']) writer.text(` ${attributes['descr']} `)
    },
    text(text) {
      if (isText && left === 0) writer.text(text)
    },
    close(name) {
      if (left > 0) left -= 1
      else if (name === 't') isText = false
      else if (name === 'hyperlink') writer.closeTag()
      else if (name === 'p' && paragraphs.pop()?.tag) writer.closeTag()
      else if (/^(tbl|tr|tc|footnote|endnote|document)$/.test(name)) {
        endList()
        if (name.startsWith('t')) writer.closeTag()
      }
    },
  }
}

/** A text document of Word and those that write its format. */
export const readDocx: Reader = async (bytes) => {
  const archive = await unpack(
    bytes,
    /^(word\/(document|styles|footnotes|endnotes)\.xml|word\/_rels\/document\.xml\.rels|docProps\/core\.xml)$/,
  )
  if (!archive.has(main))
    throw new Unreadable('it holds no text document', 'open it and save it anew')
  const writer = new Writer({ hasMain: false, hasHeading: true })
  const levels = await headingStyles(archive)
  const targets = await relations(archive, main)
  for (const part of [main, 'word/footnotes.xml', 'word/endnotes.xml'])
    await readXml(archive, part, events(writer, levels, targets))
  const content = writer.end()
  return { content, title: (await coreTitle(archive)) ?? markdownTitle(content) }
}
