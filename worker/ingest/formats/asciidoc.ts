import { asText } from './page.ts'

const verbatim = /^(-{4,}|\.{4,}|```+)\s*$/

/** Levels of titles that are underlined. */
const underlines = '=-~^+'

/** What only asciidoctor reads: comments, attributes, marks of blocks, anchors, conditions. */
const unread =
  /^(\/\/(?!\/)|:[\w!-]+:|={4,}\s*$|\*{4,}\s*$|_{4,}\s*$|--\s*$|\[[^\]]*\]\]?\s*$|(ifn?def|ifeval|endif)::)/

/** The level of a title that this line underlines: the signs are as many as its letters, or nearly. */
function levelUnder(title: string, line: string): number {
  const run = /^(=+|-+|~+|\^+|\++)\s*$/.exec(line)?.[1] ?? ''
  const isNear = Math.abs(run.length - [...title.trimEnd()].length) <= 1
  const isTitle = /^[\p{L}\p{N}"'(]/u.test(title) && run.length >= 2 && run !== '--'
  return isTitle && isNear ? underlines.indexOf(run[0]!) + 1 : 0
}

/** AsciiDoc with its headings and code as markdown; comments and attributes, which nobody sees, are left out. */
export function asciidocToMarkdown(asciidoc: string): string {
  const out: string[] = []
  let open = ''
  let isComment = false
  let language = ''
  let before = ''
  // The line above, where it is a paragraph of one line.
  let title = ''
  for (const line of asciidoc.split('\n')) {
    const delimiter = verbatim.exec(line)?.[1]
    const level = open || isComment ? 0 : levelUnder(title, line)
    title = before.trim() === '' || unread.test(before) ? line : ''
    before = line
    if (level > 0) out.push(`${'#'.repeat(level)} ${out.pop()!.trim()}`)
    else if (/^\/{4,}\s*$/.test(line) && !open) isComment = !isComment
    else if (isComment) continue
    else if (open) {
      out.push(delimiter === open ? '```' : line)
      if (delimiter === open) open = ''
    } else if (delimiter) {
      open = delimiter
      out.push(`\`\`\`${language}`)
      language = ''
    } else if (/^\[(source|,)/.test(line)) {
      language = /^\[(?:source)?,\s*([\w+#.-]+)/.exec(line)?.[1] ?? ''
    } else if (/^={1,6}\s+\S/.test(line)) {
      const [, marks, text] = /^(=+)\s+(.*)$/.exec(line)!
      out.push(`${'#'.repeat(marks!.length)} ${text}`)
    } else if (!unread.test(line)) {
      // Asciidoctor takes # for a heading at the margin only.
      out.push(line.startsWith(' ') ? asText(line) : line)
    }
  }
  if (open) out.push('```')
  return out.join('\n')
}
