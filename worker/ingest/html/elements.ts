/** Attributes of an element, by name. */
export type Attributes = Record<string, string>

const words = (list: string) => new Set(list.split(' '))

/** Elements that do not end a word. */
export const inlineElements = words(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q rb ruby ' +
    's samp small span strike strong sub sup time tt u var wbr',
)

/** Elements that end a word, but no paragraph. */
export const spacedElements = words(
  'button input meter option output progress rp rt select textarea',
)

/** What is no text of the page, wherever it stands. */
const unread = words(
  'annotation annotation-xml applet audio canvas datalist embed frameset head iframe nav noframes noscript ' +
    'object script style svg template title video',
)

const unreadRoles = words(
  'alertdialog banner complementary contentinfo dialog navigation search toolbar tooltip',
)

/** Elements within which a header belongs to a part of the text, not to the page. */
export const parts = words('article blockquote main section')

const either = (list: string) => list.replaceAll(' ', '|')
const notices =
  'consent banner notice bar dialog popup pop-up modal overlay message wall law info alert'
const cookieNotice = new RegExp(
  `(^|[\\s_-])(cookies?|consent|gdpr)[_-]?(${either(notices)})\\b|\\b(onetrust|cybotcookiebot|cookieconsent)`,
  'i',
)
const linkNames =
  'headerlink header-anchor header-link heading-anchor heading-link anchor-link anchorjs-link hash-link permalink ' +
  'octicon-link'
const headerLink = new RegExp(`(^|\\s)(${either(linkNames)})(\\s|$)`, 'i')
const lineNumbers = /(^|\s)(linenos?|lnt|linenodiv|line-numbers?|line-numbers-rows|gutter)(\s|$)/i
const noted = /note|tip|warning|caution|danger|important|info|admonition|callout|hint|alert|aside/i

export const isHeaderLink = ({ class: names = '' }: Attributes) => headerLink.test(names)

export const isMain = (name: string, attributes: Attributes) =>
  name === 'main' || attributes['role'] === 'main'

function isHidden(name: string, { hidden, style = '', ...attributes }: Attributes): boolean {
  // Scripts show the page itself when they are done.
  if (name === 'html' || name === 'body') return false
  if (hidden !== undefined && hidden !== 'until-found') return true
  if (attributes['aria-hidden'] === 'true' && name !== 'math') return true
  return /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
}

/** The element around, and whether it lies in a part of the text. */
export type Around = { isInPart: boolean; isInQuote: boolean }

/** Whether an element is around the text instead of in it, or not shown. */
export function isLeftOut(name: string, attributes: Attributes, around: Around): boolean {
  const { class: names = '', id = '', role = '' } = attributes
  if (unread.has(name) || isHidden(name, attributes)) return true
  if (unreadRoles.has(role) && !(role === 'banner' && around.isInPart)) return true
  if (name === 'header') return !around.isInPart
  if (name === 'footer') return !around.isInQuote
  // Notes and warnings are asides in some manuals.
  if (name === 'aside') return !noted.test(names)
  if (name === 'dialog') return attributes['open'] === undefined
  if (lineNumbers.test(names) || isHeaderLink(attributes)) return true
  if (/^cookies?$/i.test(id) || /^cookies?$/i.test(names.trim())) return !around.isInPart
  return cookieNotice.test(names) || cookieNotice.test(id)
}

/** The language of code, from the classes of the element that holds it. */
export function languageOf({ class: names = '', lang = '' }: Attributes): string {
  const found =
    /(?:^|\s)(?:language|lang|highlight(?:-source)?|brush:|sourceCode)[-\s]([\w+#.-]+)/i.exec(
      names,
    )?.[1] ?? ''
  return /^(default|none|text|notranslate)$/i.test(found) ? '' : found || (names && lang)
}
