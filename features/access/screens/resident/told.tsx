/** Doors decide alone: what was decided is in force at each once that door knows. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { entrancesQuery, placementsQuery } from '../residence/queries.ts'
import type { Credential } from './queries.ts'
import { untoldDoors } from './untold.ts'

/** More names than these are counted. */
const MOST_NAMED = 3

interface ToldProps {
  readonly credential: Credential
  /** That every door knows is said too. */
  readonly says: boolean
}

export const Told = ({ credential, says }: ToldProps) => {
  const t = useTranslations('resident')
  const format = useFormatter()
  const { data: placements = [] } = useQuery(placementsQuery)
  const { data: entrances = [] } = useQuery(entrancesQuery)
  const doors = untoldDoors(credential, placements, entrances)
  if (doors.length === 0)
    return says && placements.length > 0 ? <span className="note">{t('everyDoorKnows')}</span> : null
  const rest = doors.length - MOST_NAMED
  const named = rest > 1 ? [...doors.slice(0, MOST_NAMED), t('moreDoors', { count: rest })] : doors
  return (
    <Link className="note" to="/doors" search={{ show: 'pending' }}>
      {t('untold', { names: format.list(named) })}
    </Link>
  )
}
