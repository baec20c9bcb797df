import { dollarQuote, literal } from './quote.ts'
import { sha256, type SourceFile } from './sources.ts'

/** A view is made again only where its text or the view itself differs: that waits for whoever reads it. */
export function splitView({ sql }: SourceFile) {
  const found = /^create or replace view (\S+)[\s\S]*?;[ \t]*$/m.exec(sql)
  if (!found) return undefined
  const [text, name] = found as unknown as [string, string]
  const hash = sha256(text)
  const guarded = `do $howdah_view$
begin
  if howdah_internal.lays_view(name => ${literal(name)}, source => ${literal(hash)}) then
    execute ${dollarQuote(text)};
  end if;
end
$howdah_view$;`
  return { mark: [[name, hash]] as const, sql: sql.replace(text, () => guarded) }
}
