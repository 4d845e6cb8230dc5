/** Records what was found at an entrance after an alarm. The alarm itself stays in the record as it was. */
import type { EntranceId } from '@loge/kernel'
import { accessFacts } from '../core/index.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { loadEntrances } from './entrance-store.ts'
import { notFound } from './keep-entrance.ts'
import { record } from './record.ts'
import { forgetUnconfirmed } from './unconfirmed.ts'

export const inspectEntrance = (
  deps: AccessDeps,
  asker: Asker,
  { id, finding }: { readonly id: EntranceId; readonly finding: string },
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const [entrance] = await loadEntrances(transaction, { ids: [id] })
    if (entrance === undefined) throw notFound()
    const { siteId } = entrance
    await record(transaction, deps, asker, {
      fact: accessFacts.doorInspected,
      siteId,
      entranceId: id,
      payload: { finding },
    })
    await forgetUnconfirmed(transaction, id)
    return undefined
  })
