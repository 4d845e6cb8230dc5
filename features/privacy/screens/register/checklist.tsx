/** What the law asks a policy to say, point by point: filled, or what is missing. Nothing is published before all of it is. */
import { FAULT_CODES, type Register } from '@loge/features/law/core'
import { Section, State } from '@loge/ui'
import { useLocale, useTranslations } from 'use-intl'
import { checklistOf } from '../../core/index.ts'
import { nameAt, nameOf } from './naming.ts'

interface ChecklistProps {
  readonly register: Register
  /** On which it is to be in force. */
  readonly day: string
}

const PARTS = [
  'name',
  'legalForm',
  'registration',
  'address',
  'email',
  'controller',
  'officer',
  'officerEmail',
  'channels',
  'authority',
  'web',
  'country',
  'law',
  'loi',
  'policy en',
  'policy fr',
] as const

/** In words: what is wrong as a sentence, once; what is not there by the name it has on this page. */
const useMissing = (register: Register) => {
  const t = useTranslations('registerDesk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const sayFault = (what: string): string | undefined => {
    const [said, pointer = ''] = what.split(' ')
    const code = FAULT_CODES.find((one) => one === said)
    if (code === undefined) return undefined
    const name = nameAt(register, pointer, language)
    return name === undefined ? t(`fault.${code}`) : `${name}: ${t(`fault.${code}`)}`
  }
  const sayPart = (what: string): string => {
    const part = PARTS.find((one) => one === what)
    return part === undefined ? nameOf(register, what, language) : t(`checklist.part.${part}`)
  }
  return (missing: readonly string[]): string => {
    const faults = missing.flatMap((what) => sayFault(what) ?? [])
    const parts = missing.filter((what) => sayFault(what) === undefined).map(sayPart)
    return [
      ...(parts.length === 0 ? [] : [t('checklist.missing', { what: parts.join(', ') })]),
      ...new Set(faults),
    ].join(' ')
  }
}

export const Checklist = ({ register, day }: ChecklistProps) => {
  const t = useTranslations('registerDesk.checklist')
  const points = checklistOf(register, day)
  const say = useMissing(register)
  const filled = points.filter(({ missing }) => missing.length === 0).length
  return (
    <Section title={t('title')} note={t('filled', { filled: String(filled), all: String(points.length) })}>
      <ul className="list" data-checklist>
        {points.map(({ point, missing }) => (
          <li key={point} className="change">
            <State kind={missing.length === 0 ? 'ok' : 'att'}>{t(`point.${point}`)}</State>{' '}
            {missing.length === 0 ? null : <span className="note">{say(missing)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
