const verbatim = /^(-{4,}|\.{4,}|```+)\s*$/

/** AsciiDoc with its headings and code as markdown; comments and attributes, which nobody sees, are left out. */
export function asciidocToMarkdown(asciidoc: string): string {
  const out: string[] = []
  let open = ''
  let isComment = false
  let language = ''
  for (const line of asciidoc.split('\n')) {
    const delimiter = verbatim.exec(line)?.[1]
    if (/^\/{4,}\s*$/.test(line) && !open) isComment = !isComment
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
      const [, level, title] = /^(=+)\s+(.*)$/.exec(line)!
      out.push(`${'#'.repeat(level!.length)} ${title}`)
    } else if (
      !/^(\/\/(?!\/)|:[\w!-]+:|={4,}\s*$|\*{4,}\s*$|_{4,}\s*$|\[[^\]]*\]\s*$)/.test(line)
    ) {
      out.push(line)
    }
  }
  if (open) out.push('```')
  return out.join('\n')
}
