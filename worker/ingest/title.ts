import { parse } from 'yaml'

/** Length of the longest title, in characters. */
const longest = 300

const front = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/
const tomlFront = /^\+\+\+[ \t]*\n([\s\S]*?)\n\+\+\+[ \t]*(?:\n|$)/

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

/** A title on one line, not too long; null where nothing is left. */
export const cleanTitle = (title: string): string | null =>
  [...title.replace(/\s+/g, ' ').trim()].slice(0, longest).join('').trim() || null

/** A heading as it is read: without the marks of markdown and HTML. */
function plain(heading: string): string {
  return heading
    .slice(0, 2000)
    .replace(/<!--.*?(-->|$)/g, '')
    .replace(/[ \t]*\{[-#.:][^{}]*\}[ \t]*$/, '')
    .replace(/!?\[([^\][]*)\](\([^()]*\)|\[[^\][]*\])/g, '$1')
    .replace(/!?\[([^\][]*)\](\([^()]*\)|\[[^\][]*\])/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(^|[^\p{L}\p{N}])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\2(?![\p{L}\p{N}])/gu, '$1$3')
    .replace(/(`+) ?(.+?) ?\1/g, '$2')
    .replace(/\\([\\`*_{}[\]()#+.!<>~|-])/g, '$1')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name]!)
}

/** The value of `title:` as YAML means it; as it stands where the rest is no YAML. */
function yamlTitle(text: string): string | undefined {
  try {
    const values: unknown = parse(text, { logLevel: 'error', uniqueKeys: false })
    if (typeof values !== 'object' || values === null) return undefined
    const value = Object.entries(values).find(([name]) => /^title$/i.test(name))?.[1] as unknown
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  } catch {
    const line = /^title:[ \t]*(.+)$/im.exec(text)?.[1]?.trim()
    return /^(['"])(.*)\1$/.exec(line ?? '')?.[2] ?? line
  }
}

/** The title that front matter gives: YAML between `---` lines at the start, or TOML between `+++`. */
function frontMatterTitle(markdown: string): string | undefined {
  const toml = tomlFront.exec(markdown)?.[1]
  if (toml !== undefined) return /^title[ \t]*=[ \t]*(["'])(.*)\1[ \t]*(#.*)?$/im.exec(toml)?.[2]
  const yaml = front.exec(markdown)?.[1]
  return yaml === undefined ? undefined : yamlTitle(yaml)
}

/** The text of a heading in HTML that begins here, or the alt text of its picture. */
function htmlHeading(html: string): string | undefined {
  const [, , text] = /^<h([12])(?:\s[^>]*)?>([\s\S]{0,2000}?)<\/h\1>/i.exec(html) ?? []
  if (text === undefined) return undefined
  const alt = /<img[^>]*\salt=(["'])(.*?)\1/i.exec(text)?.[2] ?? ''
  return cleanTitle(plain(text)) ?? cleanTitle(plain(alt)) ?? undefined
}

/** The first heading of level 1 or 2: with #, underlined, or in HTML; what stands in fences and comments is none. */
function firstHeading(markdown: string): string | undefined {
  let fence = ''
  let isComment = false
  let paragraph: string[] = []
  let at = 0
  for (const whole of markdown.split('\n')) {
    const from = at
    at += whole.length + 1
    if (isComment) {
      isComment = !whole.includes('-->')
      continue
    }
    const mark = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(whole)?.[1]
    if (fence || mark) {
      if (!fence) fence = mark!
      else if (mark?.startsWith(fence) && whole.trim() === mark) fence = ''
      paragraph = []
      continue
    }
    const line = whole.replace(/<!--.*?-->/g, '')
    const opens = line.indexOf('<!--')
    isComment = opens >= 0
    const text = isComment ? line.slice(0, opens) : line
    const heading = /^ {0,3}#{1,2}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(text)?.[1]
    const tag = text.search(/<h[12][\s>]/i)
    const html =
      tag < 0 ? undefined : htmlHeading(markdown.slice(from + whole.search(/<h[12][\s>]/i)))
    if (heading || html) return heading || html
    if (/^ {0,3}(=+|--+)[ \t]*$/.test(text) && paragraph.length > 0) return paragraph.join(' ')
    if (text.trim() === '' || /^ {0,3}([#>|]|[*+-][ \t]|\d+[.)][ \t])/.test(text)) paragraph = []
    else if (paragraph.length > 0 || /^ {0,3}[^\s=-]/.test(text)) paragraph.push(text.trim())
  }
  return undefined
}

/** The title of a markdown text, from its front matter or first heading; null without one. */
export function markdownTitle(markdown: string): string | null {
  const named = frontMatterTitle(markdown)
  if (named && cleanTitle(named)) return cleanTitle(named)
  return cleanTitle(plain(firstHeading(markdown.replace(front, '').replace(tomlFront, '')) ?? ''))
}
