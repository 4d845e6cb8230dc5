/** What a release hands over: of these people, of this activity, of these categories, and nothing beyond. Kept nowhere. */
import { createHash } from 'node:crypto'
import type { Register } from '@loge/features/law/core'
import { isWithin } from '../../core/index.ts'
import { copyPerson } from '../copy.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { StoredRelease, StoredReleasePerson } from './store.ts'

export interface ReleaseContent {
  readonly content: string
  readonly hash: string
  readonly rows: number
}

interface HandedTable {
  readonly table: string
  readonly rows: Record<string, unknown>[]
}

const tablesOfOne = async (
  deps: PrivacyDeps,
  register: Register,
  release: StoredRelease,
  { person_id: personId, organization_id: organizationId }: StoredReleasePerson,
): Promise<readonly HandedTable[]> => {
  const handed: HandedTable[] = []
  const within = (column: Parameters<typeof isWithin>[2]) => isWithin(register, release, column)
  for await (const line of await copyPerson(deps, { organizationId, personId, within })) {
    if (line.kind === 'table') handed.push({ table: line.table, rows: [] })
    else handed.at(-1)?.rows.push({ ...line.values })
  }
  return handed.filter(({ rows }) => rows.length > 0)
}

/** Frozen people are in no room: `people` are those the desk sees, and the caller refuses where one of them may not be. */
export const contentOf = async (
  deps: PrivacyDeps,
  register: Register,
  release: StoredRelease,
  people: readonly StoredReleasePerson[],
): Promise<ReleaseContent> => {
  const isRoom = release.kind === 'data_room'
  const handed = []
  let rows = 0
  for (const person of people) {
    const tables = await tablesOfOne(deps, register, release, person)
    rows += tables.reduce((sum, one) => sum + one.rows.length, 0)
    handed.push({ person: isRoom ? person.label : person.name, tables })
  }
  const { reference, recipient_name: recipient, activity, categories, purpose, provision } = release
  const content = JSON.stringify(
    { reference, recipient, activity, categories, purpose, provision, people: handed },
    null,
    2,
  )
  return { content, hash: createHash('sha256').update(content).digest('hex'), rows }
}
