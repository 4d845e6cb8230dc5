/** The version of this Loge, from the root's package file. */
import { readFileSync } from 'node:fs'

const file: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

export const VERSION =
  typeof file === 'object' && file !== null && 'version' in file ? String(file.version) : '0.0.0'
