// E'..' has backslash escapes, '..' has none; '' inside is two literals, which is the same here.
const quoted =
  /\be'[^'\\]*(?:\\[\s\S][^'\\]*)*'|'[^']*'|"[^"]*"|(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\//gi

/**
 * A statement that raises in place of a LISTEN, which would never hear anything here; raised by the
 * backend, so that the state of the transaction stays right. Null for every other text.
 */
export function refusal(sql: string): string | null {
  if (!/\blisten\b/i.test(sql)) return null
  const isListen = sql
    .replace(quoted, ' ')
    .split(';')
    .some((statement) => /^\s*listen\b/i.test(statement))
  if (!isListen) return null
  return `do $gateway$ begin raise exception 'the embedded server cannot LISTEN'
    using errcode = '0A000', hint = 'Poll instead, or use a real PostgreSQL.'; end $gateway$`
}
