/** What is said of a campaign and of each right in it. */
import { useMoments, useNames } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import { useHolderWords } from '../holders/use-holder-words.ts'
import type { Campaign, Item } from './queries.ts'

/** A civil day, whatever zone the browser is in. */
export const useDay = () => {
  const format = useFormatter()
  return (on: string): string =>
    format.dateTime(Date.parse(`${on}T12:00:00Z`), {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
}

/** What the closing left undecided is not decided either. */
export const decidedOf = ({ counts, items }: Campaign): number =>
  items - (counts.open ?? 0) - (counts.undecided ?? 0)

export const useBuildingName = () => {
  const { data: buildings } = useQuery(buildingsQuery)
  return (id: string | null): string | undefined =>
    id === null ? undefined : buildings?.find((building) => building.id === id)?.name
}

const LAST_MOMENT_MS = 1

export const useItemWords = (names: ReadonlyMap<string, string>) => {
  const t = useTranslations('campaigns')
  const format = useFormatter()
  const { shortDay } = useMoments()
  const date = (at: number): string =>
    format.dateTime(at, { day: 'numeric', month: 'short', year: 'numeric' })
  const buildingName = useBuildingName()
  const doorName = useNames()
  const holder = useHolderWords()
  const who = ({ to, buildingId }: Item): string => {
    const building = buildingName(buildingId)
    if (to === null) return t('erased')
    if (to.kind === 'residents')
      return building === undefined ? t('residents') : t('residentsOf', { building })
    if (to.kind !== 'person') return holder(to)
    const name = to.personId === null ? undefined : names.get(to.personId)
    return name ?? (building === undefined ? t('person') : t('personOf', { building }))
  }
  const since = ({ validFrom, validUntil }: Item): string => {
    const from = date(Date.parse(validFrom))
    return validUntil === null ? from : t('until', { since: from, until: date(Date.parse(validUntil)) })
  }
  // The month alone: the day would tell when somebody was there.
  const used = ({ to, lastUsedAt }: Item): string => {
    if (to?.kind !== 'person') return ''
    return lastUsedAt === null
      ? t('unused')
      : format.dateTime(Date.parse(lastUsedAt), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  }
  const listed = ({ listed: kinds, entranceIds }: Item): string =>
    [
      ...kinds.map((kind) => t(`listedAs.${kind}`)),
      ...(entranceIds.length === 0
        ? []
        : [t('opens', { doors: entranceIds.map((id) => doorName(id) ?? '…').join(', ') })]),
    ].join(', ')
  const state = ({ state: which, decision }: Item): string =>
    which === 'ended'
      ? t('state.ended', { day: date(Date.parse(decision?.until ?? '') - LAST_MOMENT_MS) })
      : t(`state.${which}`)
  const decided = ({ decision }: Item): string => {
    if (decision === null) return ''
    const by = { who: decision.by.name ?? t('somebody'), day: shortDay(Date.parse(decision.at)) }
    return decision.reason === null ? t('by', by) : t('saidBy', { ...by, reason: decision.reason })
  }
  return { who, since, used, listed, state, decided }
}
