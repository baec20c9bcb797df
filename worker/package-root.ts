import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The folder that holds db/, functions/ and package.json: above worker/ in a clone, above dist/worker/ in
 * the package.
 */
export const packageRoot: string = above(import.meta.dirname)

function above(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  if (dirname(folder) === folder) throw new Error('howdah is not complete: it has no package.json')
  return above(dirname(folder))
}
