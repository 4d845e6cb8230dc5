/** What an organization asks for as data is kept as data: field, value, source, person. */
import { type Id, newId, type PersonId } from '@loge/kernel'
import type { FilledForm, FormInput } from '../core/index.ts'
import type { Keeping } from './keep-source.ts'
import { type AskedValueRow, tablesOf } from './tables.ts'

/** Of the form itself, with columns of their own. */
const OF_THE_FORM: ReadonlySet<string> = new Set(['subject', 'purpose', 'words', 'position', 'channel'])

export interface Asked {
  readonly personId: PersonId
  readonly provenanceId: Id<'provenance'>
  readonly form: AskedValueRow['form']
  readonly inputs: readonly FormInput[]
  readonly filled: FilledForm
}

export const keepAsked = async (
  { transaction, world, organizationId }: Keeping,
  { personId, provenanceId, form, inputs, filled }: Asked,
): Promise<void> => {
  const rows = inputs.flatMap(({ id, is }) => {
    const value = filled.values[id]
    if (is !== undefined || OF_THE_FORM.has(id) || value === undefined) return []
    return [
      {
        organization_id: organizationId,
        id: newId(world, 'askedValue'),
        person_id: personId,
        provenance_id: provenanceId,
        form,
        field: id,
        value,
      },
    ]
  })
  if (rows.length > 0) await tablesOf(transaction).insertInto('asked_value').values(rows).execute()
}
