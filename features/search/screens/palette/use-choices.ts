/** Each thing that was found, as something to choose: where it leads, and what tells it from its namesakes. */
import { useWords } from '@loge/ui'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Choice } from './choices.ts'
import type { Found } from './use-found.ts'

type Entrance = Found['entrances'][number]

/** Doors and people found beside many others are only led to; what is done about one waits until it is nearly alone. */
const FEW = 2

const joined = (...notes: readonly (string | undefined)[]): string => notes.filter(Boolean).join(', ')

/** What may be done about somebody or something that is found nearly alone. */
const useActsOn = (may: (permission: string) => boolean) => {
  const t = useTranslations('palette')
  const go = useNavigate()
  const lostBadgeOf = ({ id, givenName, familyName, homes }: Found['people'][number]): Choice => ({
    id: `${id}-lost`,
    kind: 'acts',
    label: t('lostBadge', { person: `${givenName} ${familyName}` }),
    // Of two with one name the wrong badge is never blocked: the home stands first.
    note: joined(...homes, t('lostBadgeNote')),
    choose: () => void go({ to: '/residents/$id', params: { id }, hash: 'credentials' }),
  })
  const opensOf = ({ id, givenName, familyName, homes }: Found['people'][number]): Choice => ({
    id: `${id}-opens`,
    kind: 'acts',
    label: t('whyPerson', { person: `${givenName} ${familyName}` }),
    note: joined(...homes),
    choose: () => void go({ to: '/residents/$id', params: { id }, hash: 'opens' }),
  })
  const actsOn = ({ id, name: door }: Entrance): readonly Choice[] => [
    ...(may('doors.open')
      ? [
          {
            id: `${id}-open`,
            kind: 'acts' as const,
            label: t('openDoor', { door }),
            note: t('openDoorNote'),
            choose: () => void go({ to: '/doors', search: { entrance: id }, hash: 'open' }),
          },
        ]
      : []),
    ...(may('access.read')
      ? [
          {
            id: `${id}-why`,
            kind: 'acts' as const,
            label: t('whyDoor', { door }),
            choose: () => void go({ to: '/doors', search: { entrance: id }, hash: 'why' }),
          },
        ]
      : []),
    ...(may('events.read')
      ? [
          {
            id: `${id}-events`,
            kind: 'acts' as const,
            label: t('eventsOfDoor', { door }),
            choose: () => void go({ to: '/events', search: { entrance: id } }),
          },
        ]
      : []),
  ]
  return { lostBadgeOf, opensOf, actsOn }
}

export const useChoices = (may: (permission: string) => boolean): ((found: Found) => readonly Choice[]) => {
  const t = useTranslations('palette')
  const words = useWords()
  const go = useNavigate()
  const { lostBadgeOf, opensOf, actsOn } = useActsOn(may)
  // Many are called by a letter; those with a name say themselves what they are.
  const inBuilding = (name: string | null) =>
    name === null ? undefined : name.length > 2 ? name : t('building', { name })

  const person = ({ id, civility, givenName, familyName, homes }: Found['people'][number]): Choice => {
    const name = `${givenName} ${familyName}`
    const label = civility === null ? name : t(civility, { name })
    const choose = () => void go({ to: '/residents/$id', params: { id } })
    return { id, kind: 'people', label, note: joined(...homes), choose }
  }
  const home = ({ id, name, building }: Found['homes'][number]): Choice => {
    const choose = () => void go({ to: '/residents', search: {}, state: { find: name } })
    return { id, kind: 'homes', label: name, note: inBuilding(building), choose }
  }
  const door = ({ id, name, number, building }: Entrance): Choice => {
    const choose = () => void go({ to: '/doors', search: { entrance: id } })
    const note = joined(number === null ? undefined : t('doorNumber', { number }), inBuilding(building))
    return { id, kind: 'entrances', label: name, note, choose }
  }
  const device = ({ id, name, building }: Found['devices'][number]): Choice => {
    const choose = () => void go({ to: '/doors', search: { device: id } })
    return { id, kind: 'devices', label: name, note: inBuilding(building), choose }
  }
  const event = ({ id, number, type }: NonNullable<Found['event']>): Choice => {
    const choose = () => void go({ to: '/events', search: { event: id } })
    return { id, kind: 'event', label: t('event', { number }), note: words(`event.${type}`), choose }
  }

  return ({ people, homes, entrances, devices, event: numbered }) => [
    ...people.map(person),
    // A home leads to whoever lives there.
    ...(may('people.read') ? homes.map(home) : []),
    ...entrances.map(door),
    ...(entrances.length <= FEW ? entrances.flatMap(actsOn) : []),
    ...(people.length <= FEW && may('access.manage') ? people.map(lostBadgeOf) : []),
    ...(people.length <= FEW && may('access.read') ? people.map(opensOf) : []),
    ...devices.map(device),
    ...(numbered === null ? [] : [event(numbered)]),
  ]
}
