/** The hours of a schedule: its week, its holidays, its exceptions, and what they come to in a month. */
import { useNow } from '@loge/ui'
import type { Draft } from './draft.ts'
import { ExceptionList } from './exception-list.tsx'
import { placeInWeek } from './local-time.ts'
import { MonthSection } from './month-section.tsx'
import { NextHolidays } from './next-holidays.tsx'
import type { Site } from './queries.ts'
import type { RightsSearch } from './search.ts'
import { WeekEditor } from './week-editor.tsx'

interface HoursEditorProps {
  /** Left out: not stored yet. */
  readonly id: string | undefined
  readonly site: Site
  readonly search: RightsSearch
  readonly draft: Draft
  readonly onChange: ((draft: Draft) => void) | undefined
}

export const HoursEditor = ({ id, site, search, draft, onChange }: HoursEditorProps) => {
  const now = useNow(60_000)
  const at = search.at === undefined ? now : Date.parse(search.at)
  return (
    <>
      <WeekEditor draft={draft} onChange={onChange} now={placeInWeek(at, site.timeZone)} />
      {draft.holidays === null ? null : <NextHolidays site={site} draft={draft} at={at} />}
      <ExceptionList draft={draft} onChange={onChange} />
      {id === undefined ? null : <MonthSection id={id} site={site} search={search} at={at} />}
    </>
  )
}
