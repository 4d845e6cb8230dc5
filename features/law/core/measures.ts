/** What protects people in each activity: what this release does for everybody, and what an organization adds. */
import type { Activity, Register, SecurityMeasure } from './register.ts'

/** What the software looks at by itself every day; the evidence of a measure names one as `check:log_unaltered`. */
export const MEASURE_CHECKS = [
  'need_to_know',
  'a_no_is_kept',
  'nothing_outside',
  'kept_apart',
  'log_unaltered',
  'secrets_sealed',
  'sessions_end',
  'passwords_hashed',
  'nothing_overdue',
  'storage_encrypted',
  'transport_encrypted',
  'network_closed',
  'backups_read_back',
  'confidentiality_signed',
] as const
export type MeasureCheck = (typeof MEASURE_CHECKS)[number]

/** A look at it, written down with its day, speaks for it so long. */
export const EVIDENCE_MONTHS = 12

/** Kept by every installation; the evidence is the check that would fail. */
export const OWN_MEASURES: readonly SecurityMeasure[] = [
  {
    id: 'need_to_know',
    sentence: {
      en: 'Everybody sees only what their task needs, and whoever reaches for more is refused and written down.',
      fr: 'Chacun ne voit que ce que sa tâche demande ; qui tente d’aller au-delà est refusé, et la tentative est consignée.',
    },
    evidence: 'check:need_to_know',
  },
  {
    id: 'a_no_is_kept',
    sentence: {
      en: 'Whoever says no to a use, takes a consent back or has their data frozen leaves that use at once, in the database itself.',
      fr: 'Qui refuse un usage, retire un consentement ou fait geler ses données sort aussitôt de cet usage, dans la base elle-même.',
    },
    evidence: 'check:a_no_is_kept',
  },
  {
    id: 'nothing_outside',
    sentence: {
      en: 'Data are used for what this register says, and for nothing else; all other uses are refused, and the officer is told.',
      fr: 'Les données servent à ce que dit ce registre, et à rien d’autre ; tout autre usage est refusé, et le délégué en est averti.',
    },
    evidence: 'check:nothing_outside',
  },
  {
    id: 'kept_apart',
    sentence: {
      en: 'The database keeps each organization apart from every other.',
      fr: 'La base de données sépare chaque organisation de toutes les autres.',
    },
    evidence: 'check:kept_apart',
  },
  {
    id: 'log_unaltered',
    sentence: {
      en: 'What happens is written into a log in which a change made afterwards shows; it is checked by itself.',
      fr: 'Ce qui se passe est consigné dans un journal où toute modification ultérieure se voit ; il est vérifié de lui-même.',
    },
    evidence: 'check:log_unaltered',
  },
  {
    id: 'secrets_sealed',
    sentence: {
      en: 'Scans and keys are encrypted where they are kept.',
      fr: 'Les documents numérisés et les clés sont chiffrés là où ils sont conservés.',
    },
    evidence: 'check:secrets_sealed',
  },
  {
    id: 'passwords_hashed',
    sentence: {
      en: 'Nobody can read a password, not even from the database.',
      fr: 'Personne ne peut lire un mot de passe, pas même dans la base de données.',
    },
    evidence: 'check:passwords_hashed',
  },
  {
    id: 'sessions_end',
    sentence: {
      en: 'Whoever is signed in and does nothing is signed out after a time.',
      fr: 'Qui est connecté et ne fait rien est déconnecté au bout d’un temps.',
    },
    evidence: 'check:sessions_end',
  },
  {
    id: 'nothing_overdue',
    sentence: {
      en: 'What is no longer to be kept goes by itself, every day.',
      fr: 'Ce qui n’a plus à être conservé part de lui-même, chaque jour.',
    },
    evidence: 'check:nothing_overdue',
  },
]

const CHECK = /^check:(\w+)$/
const DATED = /^(\d{4}-\d{2}-\d{2})(?=\s|$)/

/** What shows that a measure holds: a look by the software, or one of somebody's on a day; undefined, nothing does. */
export const evidenceOf = ({
  id,
  evidence,
}: Pick<SecurityMeasure, 'id' | 'evidence'>):
  | { readonly check: MeasureCheck }
  | { readonly on: string }
  | undefined => {
  const [, on] = DATED.exec(evidence) ?? []
  if (on !== undefined) return { on }
  // A register that is older than the names of the checks names none; its own measures are known by their id.
  const name = CHECK.exec(evidence)?.[1] ?? OWN_MEASURES.find((own) => own.id === id)?.id
  const check = MEASURE_CHECKS.find((one) => one === name)
  return check === undefined ? undefined : { check }
}

/** Whoever works here signs that they keep secret what they learn, before they learn anything. */
export const asksSecrecy = ({ security }: Pick<Register, 'security'>): boolean =>
  security.some((measure) => {
    const shown = evidenceOf(measure)
    return shown !== undefined && 'check' in shown && shown.check === 'confidentiality_signed'
  })

export const measuresOf = (
  { security }: Pick<Register, 'security'>,
  { measures }: Pick<Activity, 'measures'>,
): readonly SecurityMeasure[] => security.filter(({ id }) => measures?.includes(id) ?? true)
