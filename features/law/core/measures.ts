/** What protects people in each activity: what this release does for everybody, and what an organization adds. */
import type { Activity, Register, SecurityMeasure } from './register.ts'

/** Kept by every installation; the evidence is the check that would fail. */
export const OWN_MEASURES: readonly SecurityMeasure[] = [
  {
    id: 'need_to_know',
    sentence: {
      en: 'Everybody sees only what their task needs, and whoever reaches for more is refused and written down.',
      fr: 'Chacun ne voit que ce que sa tâche demande ; qui tente d’aller au-delà est refusé, et la tentative est consignée.',
    },
    evidence: 'testing/gates/permission-matrix.test.ts',
  },
  {
    id: 'a_no_is_kept',
    sentence: {
      en: 'Whoever says no to a use, takes a consent back or has their data frozen leaves that use at once, in the database itself.',
      fr: 'Qui refuse un usage, retire un consentement ou fait geler ses données sort aussitôt de cet usage, dans la base elle-même.',
    },
    evidence: 'testing/promises/uses.test.ts',
  },
  {
    id: 'nothing_outside',
    sentence: {
      en: 'Data are used for what this register says, and for nothing else; all other uses are refused, and the officer is told.',
      fr: 'Les données servent à ce que dit ce registre, et à rien d’autre ; tout autre usage est refusé, et le délégué en est averti.',
    },
    evidence: 'testing/promises/purpose-gate.test.ts',
  },
  {
    id: 'kept_apart',
    sentence: {
      en: 'The database keeps each organization apart from every other.',
      fr: 'La base de données sépare chaque organisation de toutes les autres.',
    },
    evidence: 'testing/gates/two-organizations.test.ts',
  },
]

export const measuresOf = (
  { security }: Pick<Register, 'security'>,
  { measures }: Pick<Activity, 'measures'>,
): readonly SecurityMeasure[] => security.filter(({ id }) => measures?.includes(id) ?? true)
