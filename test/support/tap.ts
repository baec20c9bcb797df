/** What one pgTAP file said. `problems` are shown; each counts as one failure. */
export type TapOutcome = { passed: number; failed: number; problems: string[] }

/** Reads TAP lines; a missing or broken plan and an SQL error are failures too. */
export function readTap(values: string[], error?: string): TapOutcome {
  const lines = values.flatMap((value) => value.split('\n'))
  const problems: string[] = []
  let plan: number | undefined
  let passed = 0
  let failed = 0
  for (const [index, line] of lines.entries()) {
    const planned = line.match(/^1\.\.(\d+)/)
    if (planned) plan = Number(planned[1])
    const result = line.match(/^(not )?ok\b(.*)$/)
    if (!result) continue
    if (!result[1] || /# TODO\b/i.test(result[2] ?? '')) {
      passed += 1
    } else {
      failed += 1
      problems.push([line, ...diagnostics(lines, index + 1)].join('\n'))
    }
  }
  const ran = passed + failed
  if (error) problems.push(error)
  else if (plan === undefined) problems.push('no plan: the file must begin with select plan(n)')
  else if (plan !== ran) problems.push(`planned ${plan} tests but ran ${ran}`)
  return { passed, failed: problems.length, problems }
}

function diagnostics(lines: string[], start: number): string[] {
  const rest = lines.slice(start)
  const end = rest.findIndex((line) => !line.startsWith('#'))
  return (end < 0 ? rest : rest.slice(0, end)).filter((line) => !line.startsWith('# Looks like'))
}

/** One readable text for an error of the server, with the line of the file where it is known. */
export function describeError(error: unknown, source: string): string {
  const known = error as Record<string, string | undefined>
  const position = Number(known['position'])
  const line = position ? `line ${source.slice(0, position).split('\n').length}: ` : ''
  const parts = [`${line}${known['message'] ?? error} (${known['code'] ?? 'no code'})`]
  for (const key of ['detail', 'hint', 'where']) if (known[key]) parts.push(`${key}: ${known[key]}`)
  return parts.join('\n')
}
