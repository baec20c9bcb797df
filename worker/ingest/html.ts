import TurndownService from 'turndown'

const unread = new Set(['SCRIPT', 'STYLE', 'NAV', 'NOSCRIPT', 'IFRAME', 'HEAD'])

const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced' })
turndown.remove((node) => unread.has(node.nodeName))

/** Markdown of a web page and its title, null without one; scripts, styles and navigation are left out. */
export function htmlToMarkdown(html: string): { content: string; title: string | null } {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1]?.trim() ?? ''
  // The parser takes the head apart, so its title would become the first paragraph.
  const body = html.replace(/<head[\s>][\s\S]*?<\/head>/i, '')
  return { content: turndown.turndown(body), title: title || null }
}
