/** Takes a file: reads it, proposes what its columns mean, and decides about its rows without doing anything yet. */
import type { Caller } from '@loge/features/places/server'
import { newId, type Id } from '@loge/kernel'
import { proposeMapping } from '../core/index.ts'
import type { ImportDeps } from './deps.ts'
import { previewInside } from './preview.ts'
import { gather, readTable } from './reading/read-table.ts'
import { insertImport, insertRawRows, readBuildingAnswers, readHeaders, readImport } from './store.ts'
import type { StoredImport } from './stored.ts'

/** Enough rows to tell what a column with a vague head holds. */
const LOOKED_AT = 200

export interface Upload {
  readonly fileName: string
  readonly content: AsyncIterable<Uint8Array>
}

export const uploadImport = async (
  deps: ImportDeps,
  caller: Caller,
  { fileName, content }: Upload,
): Promise<StoredImport> => {
  const { header, rows, format } = await readTable(await gather(content))
  const { organizationId, actor } = caller
  return deps.database.transaction(organizationId, async (transaction) => {
    const id: Id<'import'> = newId(deps.world, 'import')
    const mapping = proposeMapping(
      header,
      await readHeaders(transaction),
      rows.slice(0, LOOKED_AT).map(({ cells }) => cells),
    )
    const named = new Set(rows.map(({ cells }) => cells[mapping.building ?? -1]?.trim()))
    const settings = {
      mapping,
      siteId: null,
      movesInOn: null,
      dateOrder: null,
      buildings: (await readBuildingAnswers(transaction)).filter(({ said }) => named.has(said)),
      reason: fileName === '' ? 'Import' : `Import: ${fileName}`.slice(0, 200),
    }
    const createdAt = deps.world.now()
    await insertImport(transaction, organizationId, {
      id,
      fileName,
      header,
      format,
      settings,
      createdBy: actor,
      createdAt,
    })
    await insertRawRows(transaction, { organizationId, importId: id }, rows)
    await previewInside(transaction, deps, organizationId, await readImport(transaction, id))
    return readImport(transaction, id)
  })
}
