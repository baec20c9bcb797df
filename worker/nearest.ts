/** How many letters must be added, dropped, changed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i += 1) {
    const [row, above, twoAbove] = [[i], rows[i - 1]!, rows[i - 2]]
    for (let j = 1; j <= b.length; j += 1) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(change, above[j]! + 1, row[j - 1]! + 1)
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (twoAbove && j > 1 && isSwapped) row[j] = Math.min(row[j]!, twoAbove[j - 2]! + 1)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}

/** The name that was probably meant; undefined when none is near. */
export function nearest(typed: string, names: string[]): string | undefined {
  const word = typed.toLowerCase()
  const near = names
    .map((name) => ({ name, far: name.startsWith(word) && word ? 0.5 : distance(word, name) }))
    .sort((a, b) => a.far - b.far)[0]
  return near && near.far <= Math.max(1, Math.floor(near.name.length / 3)) ? near.name : undefined
}
