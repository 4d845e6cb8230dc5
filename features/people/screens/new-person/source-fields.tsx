/** Who told us, and what that source needs to be found again: its agency, its page, its questions, its day. */
import { DayField, Select, TextField, useWords } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { type DataSource, dataSources } from '../../core/index.ts'
import { type Draft, isTold } from './draft.ts'

export interface PartProps {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  readonly missing: readonly string[]
}

export const SourceFields = ({ draft, set, missing }: PartProps) => {
  const t = useTranslations('newPerson')
  const words = useWords()
  return (
    <>
      <Select
        label={t('source')}
        hint={t('sourceHint')}
        value={draft.source}
        options={dataSources.map((value: DataSource) => ({
          value,
          label: words(`source.${value}`) ?? value,
        }))}
        onChange={(source) => set({ source, told: '' })}
      />
      {isTold(draft.source) ? (
        <TextField
          label={t(`told.${draft.source}`)}
          hint={t(`told.${draft.source}Hint`)}
          type={draft.source === 'public' ? 'url' : 'text'}
          autoComplete="off"
          maxLength={200}
          value={draft.told}
          onChange={(told) => set({ told })}
          error={missing.includes('told') ? t('told.missing') : undefined}
        />
      ) : null}
      {draft.source === 'paperForm' ? (
        <DayField
          label={t('receivedOn')}
          value={draft.formReceivedOn}
          onChange={(formReceivedOn) => set({ formReceivedOn })}
          error={missing.includes('formReceivedOn') ? t('dayMissing') : undefined}
        />
      ) : null}
    </>
  )
}
