/** Where somebody lives, with whom and since when, as the sentence under their name. */
import { buildingsQuery, closestFirst, type Home, homeOf, unitsQuery } from '@loge/features/people/screens'
import { useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { floorsQuery } from '../residence/asked-in-panes.ts'
import { householdQuery, tenanciesOfQuery } from './queries.ts'

const MINUTE = 60_000

/** `undefined` until it is known. Where they live before what they own, the present before what was. */
export const useHomes = (personId: string): readonly Home[] | undefined => {
  const now = useNow(MINUTE)
  const { data: tenancies } = useQuery(tenanciesOfQuery(personId))
  const { data: units } = useQuery(unitsQuery)
  return useMemo(() => {
    if (tenancies === undefined || units === undefined) return undefined
    const unitOf = new Map(units.map((unit) => [unit.id, unit]))
    return tenancies.map((tenancy) => homeOf(tenancy, unitOf.get(tenancy.unitId), now)).sort(closestFirst)
  }, [tenancies, units, now])
}

/** In whole years, on the day it is here. */
const ageAt = (bornOn: string, now: number): number => {
  const today = new Date(now)
  const [year = 0, month = 0, day = 0] = bornOn.split('-').map(Number)
  const isBefore = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day)
  return today.getFullYear() - year - (isBefore ? 1 : 0)
}

/** The others of the home somebody lives in, owners elsewhere left out. */
const useOthers = (personId: string, home: Home | undefined): readonly string[] | undefined => {
  const now = useNow(MINUTE)
  const lives = home !== undefined && home.is === 'present' && home.role !== 'owner'
  const { data } = useQuery({ ...householdQuery(home?.unitId ?? ''), enabled: lives })
  if (!lives) return []
  return data
    ?.filter(({ person, stay }) => person.id !== personId && stay !== undefined && stay.role !== 'owner')
    .map(({ person, stay }) => {
      const name = `${person.givenName} ${person.familyName}`
      return stay?.role === 'minor' && person.bornOn !== null
        ? `${name} (${ageAt(person.bornOn, now)})`
        : name
    })
}

/** Home, floor and building of where they live. */
const usePlace = (home: Home | undefined): string | undefined => {
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const { data: floors = [] } = useQuery(floorsQuery)
  const { data: units = [] } = useQuery(unitsQuery)
  const unit = units.find(({ id }) => id === home?.unitId)
  const parts = [
    buildings.find(({ id }) => id === unit?.buildingId)?.name,
    floors.find(({ id }) => id === unit?.floorId)?.name,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(' · ')
}

export interface Stay {
  readonly homes: readonly Home[] | undefined
  readonly place: string | undefined
  readonly sentence: string | undefined
}

export const useStay = (personId: string): Stay => {
  const t = useTranslations('resident')
  const format = useFormatter()
  const { date } = useMoments()
  const homes = useHomes(personId)
  const [home, ...further] = homes ?? []
  const others = useOthers(personId, home)
  const place = usePlace(home)
  const about = ({ unit, role, since, until, is }: Home): string => {
    if (is === 'coming') return t('comes', { unit, role, date: date(since) })
    if (is === 'past') return t('left', { unit, role, date: date((until ?? since) - 1) })
    const kept = t(role === 'owner' ? 'owns' : 'since', { unit, role, date: date(since) })
    // The last day is the one before the instant from which it is no longer theirs.
    return until === null ? kept : `${kept} ${t('leaves', { date: date(until - 1) })}`
  }
  const say = (): string | undefined => {
    if (homes === undefined || others === undefined) return undefined
    if (home === undefined) return t('noHome')
    const where =
      home.is !== 'present' || home.role === 'owner'
        ? undefined
        : others.length === 0
          ? t('homeAlone', { unit: home.unit })
          : t('homeWith', { unit: home.unit, names: format.list(others) })
    const elsewhere = further
      .filter(({ is }) => is !== 'past')
      .map((one) => (one.is === 'coming' ? about(one) : t('also', { unit: one.unit, role: one.role })))
    return [where, about(home), ...elsewhere].filter((part) => part !== undefined).join(' ')
  }
  return { homes, place, sentence: say() }
}
