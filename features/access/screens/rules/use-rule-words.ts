/** The rules of a door and of its zones as plain sentences, of what holds and of what is being thought about. */
import { useTranslations } from 'use-intl'
import { clockText } from './clock-text.ts'
import type { DoorRules, ZoneDraft } from './queries.ts'

export interface DoorDraft {
  readonly heldOpenMs: number
  /** The name of the hours; `null`: none. */
  readonly hours: string | null
  readonly holdsAfterEntry: boolean
  readonly twoPeople: DoorRules['twoPeople']
  readonly plates: Plates
}

/** Whether a door takes number plates, and how nearly they must be read. */
export type Plates = 'no' | 'exact' | 'alike'

export const platesOf = ({
  accepts = [],
  takesLookAlikes,
}: {
  readonly accepts?: readonly string[] | undefined
  readonly takesLookAlikes?: boolean | undefined
}): Plates => (accepts.includes('licencePlate') ? (takesLookAlikes === true ? 'alike' : 'exact') : 'no')

export const useRuleWords = () => {
  const t = useTranslations('rules')
  const ofDoor = ({
    heldOpenMs,
    hours,
    holdsAfterEntry,
    twoPeople,
    plates,
  }: DoorDraft): readonly string[] => [
    t('held', { seconds: heldOpenMs / 1_000 }),
    hours === null ? t('noHours') : t(holdsAfterEntry ? 'hoursFirst' : 'hours', { schedule: hours }),
    ...(twoPeople === null ? [] : [t('twoPeople', { seconds: twoPeople.withinSeconds })]),
    ...(plates === 'no' ? [] : [t(`platesSentence.${plates}`)]),
  ]
  const ofZone = ({ antiPassback, interlock }: ZoneDraft): readonly string[] => {
    const counted =
      antiPassback === null
        ? []
        : [
            t(`sentence.antiPassback.${antiPassback.mode}`),
            antiPassback.resetAt === null
              ? t('sentence.noReset')
              : t('sentence.resetAt', { time: clockText(antiPassback.resetAt) }),
          ]
    const all = [...counted, ...(interlock === null ? [] : [t('sentence.interlock')])]
    return all.length === 0 ? [t('noRules')] : all
  }
  return { ofDoor, ofZone }
}
