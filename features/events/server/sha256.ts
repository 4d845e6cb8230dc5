/** The digest the core is given. */
import { createHash } from 'node:crypto'
import type { Sha256 } from '../core/index.ts'

export const sha256: Sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
