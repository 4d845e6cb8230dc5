/** A directive: for each kind of data one of three, whom it goes to, and where a general one lies; agreed to on its own. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { WISHES, type Wish } from '../../core/index.ts'
import { useLanguageOf } from './kept-list.tsx'
import { type Directive, type Kept, lodge, myDataQuery } from './queries.ts'

interface DirectiveFormProps {
  readonly directive: Directive | null
  readonly categories: readonly Kept[]
  readonly close: () => void
}

const UNSAID = 'unsaid'

const startOf = (directive: Directive | null) => ({
  executorName: directive?.executorName ?? '',
  executorContact: directive?.executorContact ?? '',
  heldBy: directive?.heldBy ?? '',
  heldUnder: directive?.heldUnder ?? '',
})

export const DirectiveForm = ({ directive, categories, close }: DirectiveFormProps) => {
  const t = useTranslations('myData.directive')
  const language = useLanguageOf()
  const problem = useProblemText()
  const queries = useQueryClient()
  const [wishes, setWishes] = useState<Readonly<Record<string, Wish>>>(directive?.wishes ?? {})
  const [texts, setTexts] = useState(startOf(directive))
  const [agreed, setAgreed] = useState(false)
  const [tried, setTried] = useState(false)
  const given = (text: string) => text.trim() || null
  const save = useMutation({
    mutationFn: () =>
      lodge({
        wishes,
        executorName: given(texts.executorName),
        executorContact: given(texts.executorContact),
        heldBy: given(texts.heldBy),
        heldUnder: given(texts.heldUnder),
        agreed: true,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: myDataQuery.queryKey })
      close()
    },
  })
  const wish = (id: string, value: Wish | typeof UNSAID) => {
    const { [id]: _, ...others } = wishes
    setWishes(value === UNSAID ? others : { ...others, [id]: value })
  }
  const text = (name: keyof typeof texts) => (
    <TextField
      label={t(`field.${name}`)}
      value={texts[name]}
      onChange={(value) => setTexts({ ...texts, [name]: value })}
    />
  )
  return (
    <form
      className="stack boxed"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (agreed) save.mutate()
      }}
    >
      {categories.map(({ id, label }) => (
        <Select
          key={id}
          label={label[language].charAt(0).toUpperCase() + label[language].slice(1)}
          value={wishes[id] ?? UNSAID}
          options={[UNSAID, ...WISHES].map((value) => ({
            value: value as Wish | typeof UNSAID,
            label: t(`wish.${value as Wish | typeof UNSAID}`),
          }))}
          onChange={(value) => wish(id, value)}
        />
      ))}
      {text('executorName')}
      {text('executorContact')}
      <p className="note">{t('general')}</p>
      {text('heldBy')}
      {text('heldUnder')}
      <label className="opt">
        <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
        <span>{t('agree')}</span>
      </label>
      {tried && !agreed ? <Notice kind="att">{t('agreeFirst')}</Notice> : null}
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('lodge')}
        </Button>
        <Button onClick={close}>{t('leave')}</Button>
      </div>
    </form>
  )
}
