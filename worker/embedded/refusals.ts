const quoted =
  /'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|(\$[A-Za-z_]*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\//g

/** The statements of a text, without what stands in quotes and comments. */
const statements = (sql: string) =>
  sql
    .replace(quoted, ' ')
    .split(';')
    .map((statement) => statement.trim())

const raise = (text: string, hint: string) =>
  `do $gateway$ begin raise exception '${text}' using errcode = '0A000', hint = '${hint}'; end $gateway$`

/**
 * A statement that raises in place of one that the embedded server cannot run, so that the state of
 * the transaction stays right: COPY FROM STDIN would end the instance, LISTEN would never hear.
 */
export function refusal(sql: string): string | null {
  if (!/copy|listen/i.test(sql)) return null
  for (const statement of statements(sql)) {
    if (/^copy\b[\s\S]*\bfrom\s+stdin\b/i.test(statement)) {
      return raise(
        'the embedded server cannot COPY FROM STDIN',
        'Use INSERT, or a real PostgreSQL.',
      )
    }
    if (/^listen\b/i.test(statement)) {
      return raise('the embedded server cannot LISTEN', 'Poll instead, or use a real PostgreSQL.')
    }
  }
  return null
}
