/** How long each thing is kept; a period changed here goes into the draft. */
import type { RetentionRule } from '@loge/features/law/core'
import { Button, Section, Select, TextField } from '@loge/ui'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { type Draft, DraftForm, type Drafting } from './draft-form.tsx'

interface RetentionProps extends Draft {
  readonly mayManage: boolean
}

const usePeriod = () => {
  const t = useTranslations('registerDesk')
  return ({ period }: RetentionRule): string =>
    typeof period === 'string' ? t(`asLongAs.${period}`) : t(`period.${period.unit}`, { count: period.count })
}

export const Retention = ({ content, hash, mayManage }: RetentionProps) => {
  const t = useTranslations('registerDesk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const say = usePeriod()
  const [open, setOpen] = useState<string>()
  const usedBy = (id: string) =>
    content.activities
      .filter(({ purposes }) => purposes.some(({ retention }) => retention === id))
      .map(({ label }) => label[language])
      .join(', ')
  return (
    <Section title={t('retention')} note={t('retentionNote')}>
      <ul className="list">
        {content.retention.map((rule) => (
          <li key={rule.id} className="rule">
            <div className="rule-line">
              <span>
                <b>{usedBy(rule.id) || t('unused')}</b>
                <span className="note">{rule.sentence[language]}</span>
              </span>
              <span>{say(rule)}</span>
              {mayManage && typeof rule.period !== 'string' ? (
                <Button
                  small
                  aria-expanded={open === rule.id}
                  aria-label={t('changeOf', { what: usedBy(rule.id) || rule.id })}
                  onClick={() => setOpen(open === rule.id ? undefined : rule.id)}
                >
                  {t('change')}
                </Button>
              ) : null}
            </div>
            {open === rule.id && typeof rule.period !== 'string' ? (
              <RuleForm content={content} hash={hash} rule={rule} close={() => setOpen(undefined)} />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const RuleForm = ({ rule, ...drafting }: Drafting & { readonly rule: RetentionRule }) => {
  const t = useTranslations('registerDesk')
  const given = typeof rule.period === 'string' ? { unit: 'month' as const, count: 1 } : rule.period
  const [count, setCount] = useState(String(given.count))
  const [unit, setUnit] = useState(given.unit)
  const [en, setEn] = useState(rule.sentence.en)
  const [fr, setFr] = useState(rule.sentence.fr)
  const isNumber = /^[1-9]\d{0,4}$/.test(count.trim())
  const changed = () => {
    if (!isNumber) return undefined
    const next = { ...rule, period: { unit, count: Number(count) }, sentence: { en, fr } }
    const { content } = drafting
    return { ...content, retention: content.retention.map((one) => (one.id === rule.id ? next : one)) }
  }
  return (
    <DraftForm {...drafting} changed={changed}>
      <div className="rule-period">
        <TextField
          label={t('howLong')}
          inputMode="numeric"
          value={count}
          error={isNumber ? undefined : t('notNumber')}
          onChange={setCount}
        />
        <Select
          label={t('unit')}
          value={unit}
          options={(['day', 'month', 'year'] as const).map((value) => ({
            value,
            label: t(`unitOf.${value}`),
          }))}
          onChange={setUnit}
        />
      </div>
      <TextField label={t('sentenceEn')} lang="en" value={en} onChange={setEn} />
      <TextField label={t('sentenceFr')} lang="fr" value={fr} onChange={setFr} />
    </DraftForm>
  )
}
