const isFenced = (block: string) => /^(`{3,}|~{3,})/.test(block)

/** Stands in code where an element begins or ends that has lines of its own between `pre` tags. */
export const edgeOf = (name: string) => (/^(div|p|li|tr)$/.test(name) ? '\v' : '')

/** Code, character for character, between fences that do not stand in it. */
export function fenced(code: string, language: string): string[] {
  const text = code
    .replace(/\r\n?/g, '\n')
    .replace(/(^|\n)\v+/g, '$1')
    .replace(/\v+/g, '\n')
    .replace(/^\n/, '')
    .replace(/\s+$/, '')
  if (text.trim() === '') return []
  const longest = (text.match(/^ {0,3}`{3,}/gm) ?? []).reduce(
    (most, run) => Math.max(most, run.trim().length),
    2,
  )
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}\n${text}\n${fence}`]
}

/** Code within a line. */
export function inlineCode(code: string): string {
  const text = code.trim()
  if (text === '' || text.includes('\n\n')) return text
  if (!text.includes('`')) return `\`${text}\``
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)
  const mark = '`'.repeat(longest + 1)
  return `${mark} ${text} ${mark}`
}

export const quoted = (blocks: string[]): string[] =>
  blocks.length === 0 ? [] : [blocks.join('\n\n').replace(/^/gm, '> ').replace(/^> $/gm, '>')]

const isList = (block: string) => /^(- |\d+\. )/.test(block)

/** Blocks of a list: items one below the other; code in them keeps its place in the line and stands between them. */
export function listBlocks(items: string[][], first: number | null): string[] {
  const blocks: string[] = []
  let lines: string[] = []
  const flush = () => {
    if (lines.length > 0) blocks.push(lines.join('\n'))
    lines = []
  }
  items.forEach((item, index) => {
    const marker = first === null ? '- ' : `${first + index}. `
    item.forEach((block, at) => {
      if (isFenced(block)) {
        flush()
        blocks.push(block)
        return
      }
      const indent = ' '.repeat(marker.length)
      if (at > 0 && !isList(block) && lines.length > 0) lines.push('')
      const text = block.replace(/\n(?=.)/g, `\n${indent}`)
      lines.push(at === 0 ? marker + text : indent + text)
    })
  })
  flush()
  return blocks
}
