/** What somebody is now, from what the server answers of their homes and of everything else. */
import { instant } from '@loge/kernel'
import { kindsOf, type HeldKind } from '../../core/index.ts'
import type { Tenancy } from '../residents/queries.ts'
import type { Relation } from './queries.ts'

/** The civil day it is where one reads this. */
export const todayOf = (now: number): string => new Date(now).toLocaleDateString('sv-SE')

export const kindsHeld = (
  { tenancies, relations }: { tenancies: readonly Tenancy[]; relations: readonly Relation[] },
  now: number,
): readonly HeldKind[] =>
  kindsOf(
    {
      tenancies: tenancies.map(({ role, movesInAt, movesOutAt }) => ({
        role,
        movesInAt: instant(Date.parse(movesInAt)),
        movesOutAt: movesOutAt === null ? null : instant(Date.parse(movesOutAt)),
      })),
      relations,
    },
    { now: instant(now), today: todayOf(now) },
  )
