/** A campaign as a file: one line for each right, with who decided what, when and why. */
import { csvLine, formatId, type Instant } from '@loge/kernel'
import {
  CAMPAIGN_COLUMNS,
  CAMPAIGN_STATE_WORDS,
  type CampaignColumn,
  HOLDER_WORDS,
  REVIEW_KIND_WORDS,
} from '../../core/index.ts'
import type { CampaignItemView } from '../../wire.ts'

/** Spreadsheets take a file without it for one in the letters of the last century. */
const UTF8_MARK = '\uFEFF'

export interface Naming {
  readonly language: 'en' | 'fr'
  readonly timeZone: string
  readonly buildings: ReadonlyMap<string, string>
}

const cellsOf = (
  { to, decision, ...item }: CampaignItemView,
  { language, timeZone, buildings }: Naming,
): Readonly<Record<CampaignColumn, string>> => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const day = (at: Instant | null): string => (at === null ? '' : format.format(at).slice(0, 10))
  const until = decision?.until ?? null
  return {
    number: String(item.number),
    group: item.profileName,
    holder: HOLDER_WORDS[to === null ? 'erased' : to.kind][language],
    personId: to?.kind === 'person' && to.personId !== null ? formatId('person', to.personId) : '',
    building: item.buildingId === null ? '' : (buildings.get(item.buildingId) ?? ''),
    since: day(item.validFrom),
    until: day(item.validUntil),
    listed: item.listed.map((kind) => REVIEW_KIND_WORDS[kind][language]).join(', '),
    state: CAMPAIGN_STATE_WORDS[item.state][language],
    // The last day on which it holds: the end itself is not in it.
    lastDay: until === null ? '' : format.format(until - 1).slice(0, 10),
    by: decision === null ? '' : (decision.by.name ?? decision.by.kind),
    at: decision === null ? '' : format.format(decision.at),
    reason: decision?.reason ?? '',
  }
}

const columns = Object.keys(CAMPAIGN_COLUMNS) as CampaignColumn[]

export const campaignFile = (items: readonly CampaignItemView[], naming: Naming): string => {
  const { language } = naming
  const separator = language === 'fr' ? ';' : ','
  const lines = items.map((item) => {
    const cells = cellsOf(item, naming)
    return csvLine(
      columns.map((column) => cells[column]),
      separator,
    )
  })
  const head = csvLine(
    columns.map((column) => CAMPAIGN_COLUMNS[column][language]),
    separator,
  )
  return `${UTF8_MARK}${head}${lines.join('')}`
}
