/** Adds what came with a case: its kind, whom it came from, and since when. Gone when the case ends. */
import { Button, DayField, isDay, Notice, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CAME_FROM, CASE_CATEGORIES } from '../../core/index.ts'
import { TextArea } from '../requests/text-area.tsx'
import { addSupportData, type SupportAccess, type SupportDataToAdd } from './queries.ts'

interface AddDataProps {
  readonly access: SupportAccess
  readonly onDone: () => void
}

export const AddData = ({ access: { id, categories, ticket }, onDone }: AddDataProps) => {
  const t = useTranslations('support')
  const problem = useProblemText()
  const kinds = CASE_CATEGORIES.filter((category) => categories.includes(category))
  const [category, setCategory] = useState<SupportDataToAdd['category']>(kinds[0] ?? 'equipment_use')
  const [content, setContent] = useState('')
  const [cameFrom, setCameFrom] = useState<SupportDataToAdd['cameFrom']>('ticket')
  const [cameDetail, setCameDetail] = useState(ticket)
  const [cameOn, setCameOn] = useState<TypedDay>('')
  const adding = useMutation({
    mutationFn: (body: SupportDataToAdd) => addSupportData(id, body),
    onSuccess: onDone,
  })
  const isWhole = content.trim() !== '' && cameDetail.trim() !== '' && isDay(cameOn)
  return (
    <form
      className="stack"
      aria-label={t('addTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isDay(cameOn) && isWhole) adding.mutate({ category, content, cameFrom, cameDetail, cameOn })
      }}
    >
      {adding.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(adding.error)}
        </Notice>
      )}
      <Select
        label={t('addKind')}
        value={category}
        onChange={setCategory}
        options={kinds.map((value) => ({ value, label: t(`categories.${value}`) }))}
      />
      <TextArea label={t('addContent')} value={content} onChange={setContent} rows={6} />
      <Select
        label={t('cameFrom')}
        value={cameFrom}
        onChange={setCameFrom}
        options={CAME_FROM.map((value) => ({ value, label: t(`cameFroms.${value}`) }))}
      />
      <TextField
        label={t('cameDetail')}
        hint={t('cameDetailHint')}
        value={cameDetail}
        maxLength={200}
        onChange={setCameDetail}
      />
      <DayField label={t('cameOn')} value={cameOn} onChange={setCameOn} />
      <p className="note">{t('addNote')}</p>
      <div className="row">
        <Button kind="main" type="submit" off={!isWhole} busy={adding.isPending}>
          {t('doAdd')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
