import { decodeText } from '../decode.ts'
import { htmlToMarkdown } from '../html/index.ts'
import { cleanTitle, markdownTitle } from '../title.ts'
import { asciidocToMarkdown } from './asciidoc.ts'
import { separatedToMarkdown } from './separated.ts'
import { Unreadable, type Reader } from './page.ts'
import { rstToMarkdown } from './rst.ts'

/** The text of a file; throws what is wrong with its bytes. */
function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  if ('problem' in decoded) throw new Unreadable(decoded.problem, decoded.hint)
  return decoded.text
}

const asMarkdown =
  (convert: (text: string) => string): Reader =>
  async (bytes) => {
    const content = convert(textOf(bytes))
    return { content, title: markdownTitle(content) }
  }

/** JSX imports and exports, which stand in paragraphs of their own, are no text. */
function withoutModules(mdx: string): string {
  let fence = ''
  let isModule = false
  let isStart = true
  const kept = mdx.split('\n').filter((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && !fence) fence = mark
    else if (mark?.startsWith(fence) && fence) fence = ''
    if (line.trim() === '') isModule = false
    else if (isStart && !fence && /^(import|export)\s/.test(line)) isModule = true
    isStart = line.trim() === '' || isModule
    return !isModule
  })
  return kept.join('\n').replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
}

export const readMarkdown = asMarkdown((text) => text)
export const readMdx = asMarkdown(withoutModules)
export const readRst = asMarkdown(rstToMarkdown)
export const readAsciidoc = asMarkdown(asciidocToMarkdown)

export const readPlain: Reader = async (bytes) => ({ content: textOf(bytes), title: null })

export const readSeparated: Reader = async (bytes) => ({
  content: separatedToMarkdown(textOf(bytes)),
  title: null,
})

export const readHtml: Reader = async (bytes) => {
  const { content, title } = await htmlToMarkdown(textOf(bytes))
  return { content, title: cleanTitle(title ?? '') ?? markdownTitle(content) }
}
