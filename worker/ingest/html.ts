import type TurndownService from 'turndown'
import { installHint } from '../package-version.ts'

const unread = new Set([
  'SCRIPT',
  'STYLE',
  'NAV',
  'NOSCRIPT',
  'IFRAME',
  'TEMPLATE',
  'HEAD',
  'TITLE',
])

/** One that reads pages, and one that reads the entities of a title and leaves its other characters alone. */
type Readers = { page: TurndownService; plain: TurndownService }

let readers: Promise<Readers> | undefined

/** Loads turndown, which is large and optional, when the first page comes. */
async function loadReaders(): Promise<Readers> {
  const { default: Turndown } = await import('turndown')
  const page = new Turndown({ headingStyle: 'atx', codeBlockStyle: 'fenced' })
  page.remove((node) => unread.has(node.nodeName.toUpperCase()))
  const plain = new Turndown()
  plain.escape = (text) => text
  return { page, plain }
}

/** Elements that need no end tag or have none: they do not nest by being left open. */
const openEnded =
  /^(area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|t[bdhr]|tbody|tfoot|thead|track|wbr)$/i

/** Deeper pages than this are no documents; the parser takes minutes for some hundred thousand. */
const deepest = 1000

function isTooDeep(html: string): boolean {
  let depth = 0
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (openEnded.test(name!)) continue
    depth = end ? Math.max(0, depth - 1) : depth + 1
    if (depth > deepest) return true
  }
  return false
}

/**
 * Markdown of a web page and its title, null without one; scripts, styles and navigation are left out.
 * Throws on pages nested too deep to be taken apart, and (code ERR_MODULE_NOT_FOUND, with a hint) where the
 * optional package turndown is not installed.
 */
export async function htmlToMarkdown(
  html: string,
): Promise<{ content: string; title: string | null }> {
  if (isTooDeep(html)) throw new Error('the page is nested too deep')
  const { page, plain } = await (readers ??= loadReaders().catch((error: Error) => {
    throw Object.assign(error, { hint: installHint(['turndown']) })
  }))
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1]?.trim() ?? ''
  return {
    content: page.turndown(html),
    title: title ? plain.turndown(title).replace(/\s+/g, ' ').slice(0, 300) || null : null,
  }
}
