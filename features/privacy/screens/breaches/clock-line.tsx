/** How long is left to tell a breach, or that it was told. */
import { Mark, useMoments, useNow } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { BreachLine } from './queries.ts'

export type Clock = BreachLine['clocks'][number]

const HOUR = 3_600_000
const MINUTE = 60_000

/** `32 h 38`. */
export const hoursAndMinutes = (ms: number): string => {
  const whole = Math.max(0, Math.floor(ms / MINUTE))
  return `${Math.floor(whole / 60)}\u00A0h\u00A0${String(whole % 60).padStart(2, '0')}`
}

const MARKS = {
  not_needed: 'ok',
  asap: 'bad',
  running: 'att',
  late: 'bad',
  met: 'ok',
  met_late: 'att',
} as const

export const ClockLine = ({ clock }: { readonly clock: Clock }) => {
  const t = useTranslations('breaches')
  const now = useNow(MINUTE)
  const { when } = useMoments()
  const dueAt = clock.dueAt === null ? now : Date.parse(clock.dueAt)
  const isLast = clock.state === 'running' && dueAt - now < 24 * HOUR
  return (
    <p className="breach-clock">
      <Mark kind={isLast ? 'bad' : MARKS[clock.state]} />
      <span>
        {t(`clock.${clock.state}`, {
          to: t(`to.${clock.to}`),
          left: hoursAndMinutes(clock.state === 'late' ? now - dueAt : dueAt - now),
          at: clock.metAt === null ? '' : when(Date.parse(clock.metAt), now),
        })}
        <span className="note"> {t(`law.${clock.law}`)}</span>
      </span>
    </p>
  )
}
