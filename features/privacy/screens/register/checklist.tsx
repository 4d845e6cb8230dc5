/** What the law asks a policy to say, point by point: filled, or what is missing. Nothing is published before all of it is. */
import { checklistOf } from '../../core/index.ts'
import type { Register } from '@loge/features/law/core'
import { Section, State } from '@loge/ui'
import { useTranslations } from 'use-intl'

interface ChecklistProps {
  readonly register: Register
  /** On which it is to be in force. */
  readonly day: string
}

export const Checklist = ({ register, day }: ChecklistProps) => {
  const t = useTranslations('registerDesk.checklist')
  const points = checklistOf(register, day)
  const filled = points.filter(({ missing }) => missing.length === 0).length
  return (
    <Section title={t('title')} note={t('filled', { filled: String(filled), all: String(points.length) })}>
      <ul className="list" data-checklist>
        {points.map(({ point, missing }) => (
          <li key={point} className="change">
            <State kind={missing.length === 0 ? 'ok' : 'att'}>{t(`point.${point}`)}</State>{' '}
            {missing.length === 0 ? null : (
              <span className="note">{t('missing', { what: missing.join(', ') })}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
