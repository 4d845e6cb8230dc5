/** Begins a newsletter, and writes a letter of it: in both languages, since readers chose theirs. */
import { Button, Field, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { createList, type Lists, OUTSIDE, sendNewsletter } from './queries.ts'
import { useTongue } from './use-tongue.ts'

interface FrameProps {
  readonly label: string
  readonly act: string
  readonly isWhole: boolean
  readonly work: () => Promise<unknown>
  readonly close: () => void
  readonly children: ReactNode
}

const Frame = ({ label, act, isWhole, work, close, children }: FrameProps) => {
  const t = useTranslations('outside')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [isTried, setTried] = useState(false)
  const doing = useMutation({
    mutationFn: work,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: OUTSIDE })
      close()
    },
  })
  return (
    <form
      className="stack key-in"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isWhole) doing.mutate()
      }}
    >
      {children}
      {isTried && !isWhole ? (
        <Notice kind="att" announce="polite">
          {t('news.needed')}
        </Notice>
      ) : null}
      {doing.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(doing.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={doing.isPending}>
          {act}
        </Button>
        <Button kind="text" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  )
}

const isFilled = (values: readonly string[]): boolean => values.every((value) => value.trim() !== '')

export const BeginForm = ({ close }: { readonly close: () => void }) => {
  const t = useTranslations('outside.news')
  const [typed, setTyped] = useState({ nameEn: '', nameFr: '', frequencyEn: '', frequencyFr: '' })
  const { nameEn, nameFr, frequencyEn, frequencyFr } = typed
  const text = (key: keyof typeof typed) => (
    <TextField
      label={`${t(key)} *`}
      value={typed[key]}
      maxLength={100}
      onChange={(value) => setTyped((before) => ({ ...before, [key]: value }))}
    />
  )
  return (
    <Frame
      label={t('begin')}
      act={t('begin')}
      isWhole={isFilled(Object.values(typed))}
      work={() =>
        createList({ name: { en: nameEn, fr: nameFr }, frequency: { en: frequencyEn, fr: frequencyFr } })
      }
      close={close}
    >
      {text('nameEn')}
      {text('frequencyEn')}
      {text('nameFr')}
      {text('frequencyFr')}
    </Frame>
  )
}

interface LetterFormProps {
  readonly lists: Lists
  readonly close: () => void
}

export const LetterForm = ({ lists, close }: LetterFormProps) => {
  const t = useTranslations('outside.news')
  const tongue = useTongue()
  const [list, setList] = useState(lists[0]?.id ?? '')
  const [typed, setTyped] = useState({ subjectEn: '', bodyEn: '', subjectFr: '', bodyFr: '' })
  const { subjectEn, bodyEn, subjectFr, bodyFr } = typed
  const set = (key: keyof typeof typed) => (value: string) =>
    setTyped((before) => ({ ...before, [key]: value }))
  const words = (key: 'bodyEn' | 'bodyFr') => (
    <Field label={`${t(key)} *`}>
      {(ids) => (
        <textarea
          className="in"
          rows={8}
          maxLength={50_000}
          {...ids}
          value={typed[key]}
          onChange={(event) => set(key)(event.target.value)}
        />
      )}
    </Field>
  )
  return (
    <Frame
      label={t('write')}
      act={t('send')}
      isWhole={isFilled(Object.values(typed))}
      work={() =>
        sendNewsletter({
          listId: list,
          subject: { en: subjectEn, fr: subjectFr },
          body: { en: bodyEn, fr: bodyFr },
        })
      }
      close={close}
    >
      <Select
        label={t('list')}
        value={list}
        options={lists.map(({ id, name }) => ({ value: id, label: name[tongue] }))}
        onChange={setList}
      />
      <TextField
        label={`${t('subjectEn')} *`}
        value={subjectEn}
        maxLength={200}
        onChange={set('subjectEn')}
      />
      {words('bodyEn')}
      <TextField
        label={`${t('subjectFr')} *`}
        value={subjectFr}
        maxLength={200}
        onChange={set('subjectFr')}
      />
      {words('bodyFr')}
    </Frame>
  )
}
