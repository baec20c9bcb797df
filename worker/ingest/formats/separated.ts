import { markdownTable } from '../table.ts'

/** Characters of the longest row that stands in a table; longer ones say the name of each value beside it. */
const longestRow = 500

/** One value and what ends it: in quotes (those within doubled), or as it stands. */
const valueBefore = (separator: string) =>
  new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)" *|((?!")[^\\n\\x${hex(separator)}]*))(\\n|$|\\x${hex(separator)})`,
    'y',
  )
const hex = (char: string) => char.charCodeAt(0).toString(16).padStart(2, '0')

/** Rows of values that are separated, and quoted where they hold the separator (RFC 4180); empty ones are left out. */
export function* rowsOf(text: string, separator: string): Generator<string[]> {
  let row: string[] = []
  const value = valueBefore(separator)
  for (let at = 0; at < text.length;) {
    value.lastIndex = at
    const found = value.exec(text)
    if (found) {
      row.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim())
      at = value.lastIndex
    } else {
      // A quote that is never closed, or text behind one: taken as it stands, to the end of the line.
      const end = text.indexOf('\n', at)
      row.push(text.slice(at, end < 0 ? undefined : end))
      at = end < 0 ? text.length : end + 1
    }
    if (found?.[3] === separator && at < text.length) continue
    if (row.some((one) => one !== '')) yield row
    row = []
  }
}

/** The separator that cuts the first rows into the most equal parts; null where none does. */
function separatorOf(text: string): string | null {
  const start = text.slice(0, 20_000)
  let best: { separator: string; width: number } | null = null
  for (const separator of [',', ';', '\t', '|']) {
    const [head, ...rows] = [...rowsOf(start, separator)].slice(0, 10)
    const width = head?.length ?? 0
    const isEven = rows.filter((row) => row.length === width).length >= rows.length - 1
    if (width > 1 && rows.length > 0 && isEven && width > (best?.width ?? 1))
      best = { separator, width }
  }
  return best?.separator ?? null
}

const lengthOf = (row: string[]) => row.reduce((sum, value) => sum + value.length, 0)

/** Rows, the first with the names, as text that says of each value what it is; they are read more than once. */
export function rowsToMarkdown(rows: Iterable<string[]>): string {
  let longest = 0
  for (const row of rows) longest = Math.max(longest, lengthOf(row))
  if (longest <= longestRow) return markdownTable(rows)
  let names: string[] | undefined
  const records: string[] = []
  for (const row of rows) {
    if (!names) names = row
    else {
      const lines = row.map((value, at) =>
        value && names![at] ? `${names![at]}: ${value}` : value,
      )
      records.push(lines.filter((line) => line !== '').join('\n'))
    }
  }
  return records.join('\n\n')
}

/** Values separated by commas, semicolons, tabs or bars; what is nothing of that stays as it is. */
export function separatedToMarkdown(text: string): string {
  // Excel is told the separator in a line before the names.
  const [told = '', named] = /^\ufeff?"?sep=(.)"?\n/i.exec(text) ?? []
  const rows = text.slice(told.length)
  const separator = named ?? separatorOf(rows)
  if (!separator) return text
  return rowsToMarkdown({ [Symbol.iterator]: () => rowsOf(rows, separator) })
}
