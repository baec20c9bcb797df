import TurndownService from 'turndown'

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

const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced' })
turndown.remove((node) => unread.has(node.nodeName.toUpperCase()))

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

// Reads the entities of a title and leaves its other characters alone.
const plain = new TurndownService()
plain.escape = (text) => text

/**
 * Markdown of a web page and its title, null without one; scripts, styles and navigation are left out.
 * Throws on pages nested too deep to be taken apart.
 */
export function htmlToMarkdown(html: string): { content: string; title: string | null } {
  if (isTooDeep(html)) throw new Error('the page is nested too deep')
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1]?.trim() ?? ''
  return {
    content: turndown.turndown(html),
    title: title ? plain.turndown(title).replace(/\s+/g, ' ').slice(0, 300) || null : null,
  }
}
