import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const reasons: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  EEXIST: 'a file has that name',
  ENOTDIR: 'a file is in the way',
  ENOSPC: 'the disk is full',
}

/** Why nothing can be made at a path: mkdir says of a read-only file system that there is no such folder. */
function reasonAt(path: string): NodeJS.ErrnoException | null {
  try {
    accessSync(path, constants.W_OK)
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? reasonAt(dirname(path)) : (error as NodeJS.ErrnoException)
  }
}

/** Makes a data folder; throws (code HOWDAH_FOLDER) where this user cannot write. */
export function makeFolder(folder: string): void {
  const path = resolve(folder)
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
  } catch (error) {
    const { code, message } = reasonAt(path) ?? (error as NodeJS.ErrnoException)
    throw Object.assign(
      new Error(`cannot keep data in ${path}: ${reasons[code ?? ''] ?? message}`),
      {
        code: 'HOWDAH_FOLDER',
        hint: 'set HOWDAH_FOLDER to a folder that can be written, or keep nothing:  howdah up --memory',
      },
    )
  }
}
