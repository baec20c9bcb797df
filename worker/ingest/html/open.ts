import type { Attributes } from './elements.ts'
import type { Frame } from './frame.ts'

/** An element that is open. */
export type Open = {
  name: string
  attributes: Attributes
  isLeftOut: boolean
  /** Of a header of the page that has its only heading: all but that is left out. */
  keepsHeading: boolean
  isInPart: boolean
  isInMain: boolean
  isInQuote: boolean
  isInHeading: boolean
  isInCode: boolean
  isInMath: boolean
  /** Where its text begins in the frame. */
  start: number
  frame: Frame
  /** The frame around it. */
  outer: Frame
  /** Ended by an element that may not stand in it, before its end tag. */
  isEnded: boolean
  /** Within `pre` tags, where elements mean nothing. */
  isVerbatim: boolean
}

/** What an element ends that is still open, and where it looks no further. */
export const ends: Record<string, [ended: RegExp, within: RegExp]> = {
  li: [/^li$/, /^(ul|ol|menu|table)$/],
  dt: [/^d[td]$/, /^(dl|table)$/],
  dd: [/^d[td]$/, /^(dl|table)$/],
  td: [/^t[dh]$/, /^table$/],
  th: [/^t[dh]$/, /^table$/],
  tr: [/^(tr|caption)$/, /^table$/],
  tbody: [/^(t(head|body|foot)|caption)$/, /^table$/],
  tfoot: [/^(t(head|body|foot)|caption)$/, /^table$/],
}

export const headings: Record<string, string> = {
  h1: '#',
  h2: '##',
  h3: '###',
  h4: '####',
  h5: '#####',
  h6: '######',
}
export const marks: Record<string, string> = { b: '**', strong: '**', em: '_', i: '_' }
export const codes = new Set(['code', 'kbd', 'samp', 'tt'])
export const symbols = /^[\s¶#§†⚓∞🔗\u200b\ufe0f]*$/u
