/** How a case is said. */
import { useMoments, useWords } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { Line } from './queries.ts'

export const useCaseWords = () => {
  const t = useTranslations('desk')
  const words = useWords()
  const { date } = useMoments()
  return {
    right: (code: string): string => words(`desk.right.${code}`) ?? code,
    act: (kind: string): string => words(`desk.act.${kind}`) ?? kind,
    /** A day has no clock: noon keeps it the same in every zone people live in. */
    day: (text: string): string => date(Date.parse(`${text}T12:00:00Z`)),
    standing: (line: Line): string => {
      if (line.endedAt !== null) return words(`desk.state.${line.state}`) ?? line.state
      if (line.missing.length > 0) return t('incompleteCase')
      if (line.clock.state === 'paused') return t('paused')
      if (line.isWaiting) return t('asked')
      if (line.identity === 'to_check') return t('checkIdentity')
      if (line.personId === null && line.right !== 'question') return t('findPerson')
      return line.clock.state === 'extended' ? t('extended') : t('decide')
    },
    left: ({ endedAt, receivedAt, clock }: Line): string => {
      if (endedAt !== null) {
        const days = Math.round((Date.parse(endedAt) - Date.parse(receivedAt)) / 86_400_000)
        return t('inDays', { count: days })
      }
      return clock.daysLeft < 0
        ? t('lateDays', { count: -clock.daysLeft })
        : t('days', { count: clock.daysLeft })
    },
  }
}
