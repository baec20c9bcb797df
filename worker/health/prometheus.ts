/** Labels of one series. */
export type Labels = Record<string, unknown>

/** One value of one series; those of a histogram have names of their own and one family. */
export type Metric = {
  name: string
  family?: string
  labels: Labels
  value: number
  help: string
  type: string
}

const types = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped'])

const escapeHelp = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
const escapeValue = (text: string) => escapeHelp(text).replaceAll('"', '\\"')

function shown(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

/** `{a="b"}` or nothing; a label whose name Prometheus does not take, or without a value, is left out. */
function shownLabels(labels: Labels): string {
  const parts = Object.entries(labels)
    .filter(([name, value]) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) && value != null)
    .map(([name, value]) => `${name}="${escapeValue(String(value))}"`)
  return parts.length > 0 ? `{${parts.join(',')}}` : ''
}

/** The text format of Prometheus, version 0.0.4: the values of one name together, under their help. */
export function prometheus(metrics: Metric[]): string {
  const byFamily = new Map<string, Metric[]>()
  for (const metric of metrics) {
    if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(metric.name)) continue
    const family = metric.family ?? metric.name
    byFamily.set(family, [...(byFamily.get(family) ?? []), metric])
  }
  const blocks = [...byFamily].map(([family, series]) => {
    const { help, type } = series[0]!
    return [
      `# HELP ${family} ${escapeHelp(help ?? '')}`,
      `# TYPE ${family} ${types.has(type) ? type : 'untyped'}`,
      ...series.map(
        ({ name, labels, value }) => `${name}${shownLabels(labels ?? {})} ${shown(value)}`,
      ),
    ].join('\n')
  })
  return `${blocks.join('\n')}\n`
}
