/** Names a public form as it stood when somebody filled it in: what it asked, of whom it had to be told. */
import { createHash } from 'node:crypto'
import type { FormInput } from '../core/index.ts'

export const formNamed = (form: string, inputs: readonly FormInput[]): string => {
  const version = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 12)
  return `public form: ${form}, version ${version}`
}
