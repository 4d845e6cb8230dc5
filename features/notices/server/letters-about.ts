/** What became of the letters about some things, for the feature they are about. */
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import type { NoticeRow, NoticeTables } from './tables.ts'

type LetterAbout = Pick<Selectable<NoticeRow>, 'about_id' | 'account_id' | 'state' | 'code'>

export const lettersAbout = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { template, aboutIds }: { readonly template: string; readonly aboutIds: readonly string[] },
): Promise<readonly LetterAbout[]> =>
  aboutIds.length === 0
    ? []
    : transaction
        .$extendTables<NoticeTables>()
        .selectFrom('notice')
        .select(['about_id', 'account_id', 'state', 'code'])
        .where('organization_id', '=', organizationId)
        .where('template', '=', template)
        .where('about_id', 'in', aboutIds)
        .orderBy('account_id')
        .execute()
