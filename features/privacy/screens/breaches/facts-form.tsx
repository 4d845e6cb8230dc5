/** Writes a breach down, or what was learned about it since. */
import { CATEGORIES, type Category } from '@loge/kernel'
import { categories as categoryWords } from '@loge/features/law/core'
import { Button, MomentField, Notice, Select, TextField, type TypedMoment, useProblemText } from '@loge/ui'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { CAUSES } from '../../core/index.ts'
import { TextArea } from '../requests/text-area.tsx'
import type { BreachFacts } from './queries.ts'

interface FactsFormProps {
  readonly before: BreachFacts | undefined
  readonly busy: boolean
  readonly error: Error | null
  readonly onSave: (facts: BreachFacts) => void
  readonly close: () => void
}

const momentOf = (text: string | null | undefined): TypedMoment =>
  text === null || text === undefined ? undefined : Date.parse(text)
const wireOf = (at: TypedMoment): string | null =>
  typeof at === 'number' ? new Date(at).toISOString() : null

export const FactsForm = ({ before, busy, error, onSave, close }: FactsFormProps) => {
  const t = useTranslations('breaches')
  const problem = useProblemText()
  const [title, setTitle] = useState(before?.title ?? '')
  const [cause, setCause] = useState<BreachFacts['cause']>(before?.cause ?? 'misdirected')
  const [foundAt, setFoundAt] = useState<TypedMoment>(() => momentOf(before?.foundAt) ?? Date.now())
  const [beganAt, setBeganAt] = useState<TypedMoment>(momentOf(before?.beganAt))
  const [endedAt, setEndedAt] = useState<TypedMoment>(momentOf(before?.endedAt))
  const [nature, setNature] = useState(before?.nature ?? '')
  const [consequences, setConsequences] = useState(before?.consequences ?? '')
  const [measures, setMeasures] = useState(before?.measures ?? '')
  const [categories, setCategories] = useState<readonly Category[]>(before?.categories ?? [])
  const [records, setRecords] = useState(String(before?.records ?? ''))
  const [isExploitedWeakness, setExploited] = useState(before?.isExploitedWeakness ?? false)
  const isReadable = typeof foundAt === 'number' && beganAt !== 'unreadable' && endedAt !== 'unreadable'
  const isWhole =
    isReadable &&
    [title, nature, consequences, measures].every((text) => text.trim() !== '') &&
    categories.length > 0 &&
    /^\d{1,9}$/.test(records.trim())
  return (
    <form
      className="stack breach-form"
      aria-label={t(before === undefined ? 'record' : 'amend')}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWhole || typeof foundAt !== 'number') return
        onSave({
          title,
          cause,
          foundAt: new Date(foundAt).toISOString(),
          beganAt: wireOf(beganAt),
          endedAt: wireOf(endedAt),
          nature,
          consequences,
          measures,
          categories: [...categories],
          records: Number(records),
          isExploitedWeakness,
        })
      }}
    >
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      <TextField
        label={t('fact.title')}
        hint={t('fact.titleHint')}
        value={title}
        maxLength={200}
        onChange={setTitle}
      />
      <Select
        label={t('fact.cause')}
        value={cause}
        onChange={setCause}
        options={CAUSES.map((value) => ({ value, label: t(`cause.${value}`) }))}
      />
      <MomentField label={t('fact.foundAt')} value={foundAt} onChange={setFoundAt} />
      <p className="note">{t('fact.foundHint')}</p>
      <div className="pair">
        <MomentField label={t('fact.beganAt')} value={beganAt} onChange={setBeganAt} />
        <MomentField label={t('fact.endedAt')} value={endedAt} onChange={setEndedAt} />
      </div>
      <TextArea label={t('fact.nature')} value={nature} onChange={setNature} />
      <TextArea label={t('fact.consequences')} value={consequences} onChange={setConsequences} rows={3} />
      <TextArea label={t('fact.measures')} value={measures} onChange={setMeasures} rows={3} />
      <Categories chosen={categories} onChange={setCategories} />
      <TextField label={t('fact.records')} inputMode="numeric" value={records} onChange={setRecords} />
      <label className="row">
        <input
          type="checkbox"
          checked={isExploitedWeakness}
          onChange={(event) => setExploited(event.target.checked)}
        />
        <span>{t('fact.exploited')}</span>
      </label>
      <div className="row">
        <Button kind="main" type="submit" off={!isWhole} busy={busy}>
          {t(before === undefined ? 'write' : 'save')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface CategoriesProps {
  readonly chosen: readonly Category[]
  readonly onChange: (chosen: readonly Category[]) => void
}

export const Categories = ({ chosen, onChange }: CategoriesProps) => {
  const t = useTranslations('breaches')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  return (
    <fieldset className="field">
      <legend>{t('fact.categories')}</legend>
      <div className="breach-categories">
        {CATEGORIES.map((category) => (
          <label key={category} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(category)}
              onChange={({ target: { checked } }) =>
                onChange(checked ? [...chosen, category] : chosen.filter((one) => one !== category))
              }
            />
            <span>{categoryWords[category][language]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
