import { Unreadable, type Page } from './page.ts'

type Item = { str?: string; hasEOL?: boolean; height?: number; transform?: number[] }

/** Names that programs give when nobody named the document. */
const noTitle =
  /^(untitled|document\d*|microsoft (word|powerpoint|excel).*|.*\.\w{2,5}|slide \d+)$/i

/** The text of a page: lines, an empty one between paragraphs, words that were cut at a line's end whole again. */
function pageText(items: Item[]): string {
  let text = ''
  let last: { y: number; height: number } | null = null
  for (const { str = '', hasEOL = false, height = 0, transform } of items) {
    const y = transform?.[5] ?? 0
    if (str.trim() !== '') {
      const gap = last && text.endsWith('\n') ? last.y - y : 0
      if (last && gap > 1.7 * Math.max(last.height, height, 1)) text += '\n'
      last = { y, height }
    }
    text += str
    if (hasEOL && text !== '') text += '\n'
  }
  return text
    .replace(/(\p{L})[-\u00ad\u2010]\n(?=\p{Ll})/gu, '$1')
    .replaceAll('\u00ad', '')
    .replace(/[ \t]+$/gm, '')
    .replaceAll('\0', '')
    .trim()
}

/** A PDF, page by page; scanned ones have no text. */
export async function readPdf(bytes: Uint8Array): Promise<Page> {
  const { getDocumentProxy } = await import('unpdf')
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch(
    (error: Error) => {
      if (error.name === 'PasswordException')
        throw new Unreadable('it is protected by a password', 'save it without one')
      throw new Unreadable('it is damaged', 'open it and save it anew')
    },
  )
  try {
    const pages: string[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      pages.push(pageText((await page.getTextContent()).items as Item[]))
      page.cleanup()
    }
    const { info } = (await pdf.getMetadata().catch(() => ({ info: {} }))) as {
      info: { Title?: unknown }
    }
    const title = typeof info.Title === 'string' ? info.Title.trim() : ''
    const content = pages.every((text) => text === '') ? '' : pages.join('\n\f')
    return { content, title: title === '' || noTitle.test(title) ? null : title }
  } finally {
    await pdf.destroy()
  }
}
