/** Takes a file: reads it, proposes what its columns mean, and decides about its rows without doing anything yet. */
import type { Caller } from '@loge/features/places/server'
import { newId, type Id } from '@loge/kernel'
import { proposeMapping } from '../core/index.ts'
import type { ImportDeps } from './deps.ts'
import { previewInside } from './preview.ts'
import { gather, readTable } from './reading/read-table.ts'
import { insertImport, insertRawRows, readHeaders, readImport } from './store.ts'
import type { StoredImport } from './stored.ts'

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
    const settings = {
      mapping: proposeMapping(header, await readHeaders(transaction)),
      siteId: null,
      movesInOn: null,
      dateOrder: null,
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
