import { asText } from './page.ts'

const underline = /^([=\-~^"'`#*+:.<>_])\1{2,}\s*$/
const directive = /^(\s*)\.\. (?:code-block|code|sourcecode|highlight|parsed-literal)::\s*(\S*)/

/**
 * reStructuredText with its headings and code as markdown, so that a chunk knows where it stands; the rest stays as it
 * is, and is read as such.
 */
export function rstToMarkdown(rst: string): string {
  const lines = rst.split('\n')
  const styles: string[] = []
  const out: string[] = []
  const level = (style: string) => {
    if (!styles.includes(style)) styles.push(style)
    return '#'.repeat(Math.min(styles.indexOf(style) + 1, 6))
  }
  const isUnder = (line: string | undefined, title: string | undefined) =>
    line !== undefined &&
    title !== undefined &&
    /^\S/.test(title) &&
    underline.test(line) &&
    line.trimEnd().length >= Math.min(title.trimEnd().length, 4)
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    const code = directive.exec(line)
    const isLiteral = !code && /::\s*$/.test(line) && !/^\s*\.\. /.test(line)
    const title = lines[at + 1]
    if (underline.test(line) && title?.trim() && lines[at + 2]?.trimEnd() === line.trimEnd()) {
      out.push(`${level(`${line[0]} ${line[0]}`)} ${title.trim()}`)
      at += 2
    } else if (!underline.test(line) && isUnder(title, line)) {
      out.push(`${level(title![0]!)} ${line.trim()}`)
      at += 1
    } else if (code || isLiteral) {
      const indent = /^\s*/.exec(line)![0].length
      if (isLiteral) out.push(line.replace(/\s*::\s*$/, line.trim() === '::' ? '' : ':'))
      let end = at + 1
      const isInside = (text: string | undefined) =>
        text !== undefined && (text.trim() === '' || /^\s*/.exec(text)![0].length > indent)
      while (isInside(lines[end])) end += 1
      const body = lines.slice(at + 1, end)
      while (code && /^\s*:[\w-]+:/.test(body[0] ?? '')) body.shift()
      const text = body
        .join('\n')
        .replace(/^(\s*\n)+/, '')
        .trimEnd()
      if (text === '') continue
      const margin = /^\s*/.exec(text)![0].length
      const shown = text.split('\n').map((one) => one.slice(Math.min(margin, one.search(/\S|$/))))
      out.push('', `\`\`\`${code?.[2] ?? ''}`, ...shown, '```', '')
      at = end - 1
    } else out.push(underline.test(line) ? '' : asText(line))
  }
  return out.join('\n')
}
