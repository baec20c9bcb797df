/** A cell: its text on one line, how far it reaches, and whether it holds what no table cell may. */
export type Cell = { text: string; columns: number; rows: number; blocks: string[] | null }

const cellText = (text: string) => text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|')

const isFilled = (row: string[]) => row.some((text) => text.trim() !== '')

/** How many values the longest of these rows has. */
const widthOf = (rows: Iterable<string[]>) => {
  let width = 0
  for (const row of rows) width = Math.max(width, row.length)
  return width
}

/** Lines that are kept by themselves: each costs more than its text, so that they are put together now and then. */
const sliceLines = 1000

/**
 * Rows as a markdown table, read twice, so that they need not be kept; the first row is its head, as a markdown table
 * must have one. Rows that say nothing are left out.
 */
export function markdownTable(rows: Iterable<string[]>): string {
  const width = widthOf(rows)
  const slices: string[] = []
  let lines: string[] = []
  for (const row of rows) {
    if (!isFilled(row)) continue
    const cells = Array.from({ length: width }, (_, at) => cellText(row[at] ?? ''))
    lines.push(`| ${cells.join(' | ')} |`)
    if (lines.length === 1 && slices.length === 0) lines.push(`|${' --- |'.repeat(width)}`)
    if (lines.length < sliceLines) continue
    slices.push(lines.join('\n'))
    lines = []
  }
  return [...slices, ...lines].join('\n')
}

/** Cells laid out as a rectangle: what reaches over rows stands in each, what reaches over columns in the first. */
function rectangle(rows: Cell[][]): string[][] {
  const reaching = new Map<number, { text: string; left: number }>()
  return rows.map((row) => {
    const line: string[] = []
    const fromAbove = () => {
      for (let above; (above = reaching.get(line.length)); line.push(above.text)) {
        if ((above.left -= 1) === 0) reaching.delete(line.length)
      }
    }
    for (const { text, columns, rows: deep } of row) {
      fromAbove()
      for (let column = 0; column < columns; column += 1) {
        if (deep > 1) reaching.set(line.length, { text: column ? '' : text, left: deep - 1 })
        line.push(column ? '' : text)
      }
    }
    fromAbove()
    return line
  })
}

/** A table of a page as blocks: one markdown table, or what its cells hold where it only lays out the page. */
export function tableBlocks(rows: Cell[][], isLayout: boolean): string[] {
  const cells = rows.flat()
  const isOneColumn = rows.every((row) => row.length <= 1)
  if (isLayout || isOneColumn || cells.some(({ blocks }) => blocks))
    return cells.flatMap(({ text, blocks }) => blocks ?? (text ? [text] : []))
  const table = markdownTable(rectangle(rows))
  return table ? [table] : []
}
