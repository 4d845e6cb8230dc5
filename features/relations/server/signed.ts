/** In whose name a letter goes out. */
import { isOperatorNamed } from '@loge/features/privacy/core'
import type { Register } from '@loge/features/law/core'
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Signed } from './letter-texts.ts'

export const signedBy = async (
  transaction: Transaction,
  {
    organizationId,
    origin,
    register,
    language,
  }: {
    readonly organizationId: OrganizationId
    readonly origin: string
    readonly register: Register
    readonly language: 'en' | 'fr'
  },
): Promise<Signed> => {
  const { rows } = await sql<{ name: string; slug: string }>`
    select name, slug from organization where id = ${organizationId}`.execute(transaction)
  const { name = '', slug = '' } = rows[0] ?? {}
  return { name: isOperatorNamed(register) ? register.controller.name : name, slug, origin, language }
}
