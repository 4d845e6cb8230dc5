/** What is announced on every public page before it holds. */
import { sayDayIn, timeZoneOf } from '@loge/features/law/server'
import type { AskedPage } from '@loge/http'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { listDocuments } from '../store.ts'
import { linkTo, PATHS, wordsFor } from './frame.ts'
import { type Html, html } from './html.ts'

interface Place {
  readonly transaction: Transaction
  readonly organizationId: OrganizationId
}

/** On every page, from the day it is published until it holds: what changes, from when, and where to read it. */
export const announced = async (
  { transaction, organizationId }: Place,
  asked: AskedPage,
  now: Instant,
): Promise<readonly Html[]> => {
  const words = wordsFor(asked.language)
  const timeZone = await timeZoneOf(transaction)
  return (await listDocuments(transaction, organizationId)).flatMap(
    ({ document, number, level, content, published_at, effective_at }) => {
      if (level !== 'material' || published_at === null || effective_at === null || effective_at <= now)
        return []
      const { title } = content[asked.language]
      const href = linkTo(asked, PATHS[document], { version: String(number) })
      const said = words.announced(title, sayDayIn(asked.language, effective_at, timeZone))
      return [html`<p class="notice no-print">${said} <a href="${href}">${words.readIt}</a></p>`]
    },
  )
}
