import { decodeText } from '../decode.ts'
import { htmlToMarkdown } from '../html/index.ts'
import { Unreadable, type Reader } from './page.ts'
import { readXml, resolvePath, unpack } from './zip.ts'

/** A book: its chapters in their order. */
export const readEpub: Reader = async (bytes) => {
  const archive = await unpack(bytes, /(^META-INF\/container\.xml|\.opf|\.x?html?)$/i)
  let opf = ''
  await readXml(archive, 'META-INF/container.xml', {
    open: (name, attributes) => name === 'rootfile' && (opf ||= attributes['full-path'] ?? ''),
  })
  if (!archive.has(opf)) throw new Unreadable('it holds no book', 'convert it to HTML or text')
  const paths = new Map<string, string>()
  const order: string[] = []
  let title = ''
  let isTitle = false
  await readXml(archive, opf, {
    open(name, { id = '', href = '', idref = '' }) {
      if (name === 'item') paths.set(id, resolvePath(opf.slice(0, opf.lastIndexOf('/') + 1), href))
      if (name === 'itemref') order.push(idref)
      isTitle = name === 'title' && title === ''
    },
    text: (text) => isTitle && (title += text),
    close: () => (isTitle = false),
  })
  const chapters: string[] = []
  for (const id of order) {
    const decoded = decodeText(archive.get(paths.get(id) ?? '') ?? new Uint8Array())
    if ('text' in decoded) chapters.push((await htmlToMarkdown(decoded.text)).content)
  }
  return { content: chapters.filter(Boolean).join('\n\n'), title: title.trim() || null }
}
