// Rewrites the graphile-migrate headers of db/committed after an unreleased migration was changed.
// usage: npm run db:seal
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', '..', 'db', 'committed')
let previous = ''
for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name)
  const lines = readFileSync(path, 'utf8').split('\n')
  const kept = lines.filter((line) => /^--! (?!Previous|Hash|Message)/.test(line))
  const body = `${lines
    .filter((line) => !line.startsWith('--!'))
    .join('\n')
    .trim()}\n`
  // As graphile-migrate does it: SHA-1 of the previous hash and the body.
  const hash = `sha1:${createHash('sha1')
    .update(`${`${previous}\n${body.trim()}`.trim()}\n`)
    .digest('hex')}`
  const message = name.replace(/^\d+-/, '').replace(/\.sql$/, '')
  const header = [
    `--! Previous: ${previous || '-'}`,
    `--! Hash: ${hash}`,
    `--! Message: ${message}`,
    ...kept,
  ]
  writeFileSync(path, `${header.join('\n')}\n\n${body}`)
  previous = hash
}
