import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './package-root.ts'

type Manifest = { version: string; optionalDependencies: Record<string, string> }

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Manifest

/** Version of this package. */
export const packageVersion: string = manifest.version

const wanted = Object.entries(manifest.optionalDependencies)

/** The optional packages of the embedded server, each with its version. */
export const embeddedPackages: Record<string, string> = Object.fromEntries(
  wanted.filter(([name]) => name.startsWith('@electric-sql/')),
)

/** What to type for an optional package that is not installed. */
export const installHint = (packages: string[]): string =>
  `npm install ${packages.map((name) => `${name}@${manifest.optionalDependencies[name]}`).join(' ')}`
