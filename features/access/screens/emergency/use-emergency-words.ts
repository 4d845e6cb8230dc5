/** An order of an emergency in words: what, where, since when, by whom, and what the doors know of it. */
import { meQuery } from '@loge/features/accounts/screens'
import { useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { isLiftFloor } from '../lifts/lift.ts'
import { isAnswering, type EntrancePiece } from '../residence/pieces.ts'
import { type Emergency, zonesQuery } from './queries.ts'

/** The doors an order is for. */
export const doorsOf = (
  { siteId, entranceIds }: Pick<Emergency, 'siteId' | 'entranceIds'>,
  entrances: readonly EntrancePiece[],
): readonly EntrancePiece[] =>
  entrances.filter(({ id, entrance }) => entranceIds?.includes(id) ?? entrance.siteId === siteId)

export const useEmergencyWords = () => {
  const t = useTranslations('emergency')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data: me } = useQuery(meQuery)
  const { data: zones } = useQuery(zonesQuery)
  const by = (who: Emergency['orderedBy']): string => {
    if (who.kind === 'apiKey') return t('byKey')
    if (who.kind !== 'account') return t('bySystem')
    return who.id !== null && who.id === me?.account?.id ? t('byYou') : t('byAccount')
  }
  const what = ({ kind, zoneId, entranceIds, drill }: Emergency): string => {
    const zone = zones?.find(({ id }) => id === zoneId)?.name
    const where =
      zone ?? (entranceIds === null ? t('wholeSite') : t('zoneDoors', { count: entranceIds.length }))
    return t(`${drill ? 'drilling' : 'standing'}.${kind}`, { where })
  }
  const since = ({ beganAt, until, orderedBy, reason }: Emergency): string =>
    t('since', {
      from: when(Date.parse(beganAt), now),
      until: when(Date.parse(until), now),
      who: by(orderedBy),
      reason,
    })
  const over = ({ beganAt, until, endedAt, endedBy, reason }: Emergency): string => {
    const period = { from: when(Date.parse(beganAt), now), until: when(Date.parse(endedAt ?? until), now) }
    const end = endedBy === null ? t('endedAlone') : t('endedBy', { who: by(endedBy) })
    return `${t('over', { ...period, reason })} (${end})`
  }
  /** What is known of the doors, one sentence each. */
  const atDoors = (emergency: Emergency, entrances: readonly EntrancePiece[]): readonly string[] => {
    const { atDoors: known } = emergency
    if (known === null) return [t('noEdge')]
    const doors = doorsOf(emergency, entrances)
    // Said apart, as everywhere else: nobody counts the buttons of a lift among the doors.
    const floors = doors.filter(isLiftFloor).length
    const aloneSince = known.aloneSince === null ? '' : when(Date.parse(known.aloneSince), now)
    const told = t(`told.${known.told}`, { count: doors.length - floors, floors, time: aloneSince })
    const silent = doors.filter((door) => door.aloneSince === null && !isAnswering(door))
    return [
      told,
      ...(known.told === 'yes' && known.aloneSince !== null ? [t('alone', { time: aloneSince })] : []),
      ...(silent.length > 0 ? [t('silent', { doors: silent.map(({ name }) => name).join(', ') })] : []),
    ]
  }
  return { what, since, over, atDoors }
}
