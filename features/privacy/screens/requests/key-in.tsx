/** Keys in what came by letter, telephone, mail or at the counter. The clock runs from the day it came, not from today. */
import { Button, DayField, isDay, Notice, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { RIGHTS } from './acts.tsx'
import { Scan } from './files.tsx'
import { addFile, type Case, type NewCase, recordCase, REQUESTS } from './queries.ts'
import { TextArea } from './text-area.tsx'
import { useCaseWords } from './use-case-words.ts'

const CHANNELS = ['post', 'phone', 'email', 'counter', 'forwarded'] as const
const LANGUAGES = ['fr', 'en'] as const

const EMPTY = {
  channel: 'post' as (typeof CHANNELS)[number],
  right: 'access' as (typeof RIGHTS)[number],
  language: 'fr' as (typeof LANGUAGES)[number],
  on: '' as TypedDay,
  postedOn: '' as TypedDay,
  name: '',
  email: '',
  address: '',
  telephone: '',
  words: '',
}
type Typed = typeof EMPTY

/** Noon of that day, or now when it is today: nothing came in the future. */
const receivedAt = (on: string): string => {
  const noon = new Date(`${on}T12:00:00`)
  return new Date(Math.min(noon.getTime(), Date.now() - 1_000)).toISOString()
}

const bodyOf = ({ on, postedOn, email, address, telephone, ...rest }: Typed): NewCase => ({
  ...rest,
  receivedAt: receivedAt(on),
  ...(!isDay(postedOn) || rest.channel !== 'post' ? {} : { postedOn }),
  ...(email.trim() === '' ? {} : { email: email.trim() }),
  ...(address.trim() === '' ? {} : { address }),
  ...(telephone.trim() === '' ? {} : { telephone }),
})

export const KeyIn = ({ close }: { close: () => void }) => {
  const t = useTranslations('desk')
  const { right } = useCaseWords()
  const problem = useProblemText()
  const queries = useQueryClient()
  const go = useNavigate()
  const [typed, setTyped] = useState(EMPTY)
  const [isTried, setTried] = useState(false)
  const opened = useRef<Case>(undefined)
  const [letter, setLetter] = useState<File>()
  const [proof, setProof] = useState<File>()
  const set = (more: Partial<Typed>) => setTyped((before) => ({ ...before, ...more }))
  const record = useMutation({
    mutationFn: async (body: NewCase) => {
      // A scan that is refused is chosen again: the case is there already.
      const made = (opened.current ??= await recordCase({ ...body, proofEnclosed: proof !== undefined }))
      if (letter !== undefined) await addFile(made.id, 'letter', letter)
      if (proof !== undefined && made.identity !== 'not_needed') await addFile(made.id, 'proof', proof)
      return made
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: REQUESTS })
      close()
      await go({ to: '/privacy', search: { id } })
    },
  })
  const isMissing =
    !isDay(typed.on) ||
    typed.postedOn === 'unreadable' ||
    typed.name.trim() === '' ||
    typed.words.trim() === ''
  const needed = (value: string) => (isTried && value.trim() === '' ? t('needed') : undefined)
  return (
    <form
      className="stack key-in"
      noValidate
      aria-label={t('keyIn')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing) record.mutate(bodyOf(typed))
      }}
    >
      <Select
        label={t('channel')}
        value={typed.channel}
        options={CHANNELS.map((value) => ({ value, label: t(`channel_.${value}`) }))}
        onChange={(channel) => set({ channel })}
      />
      <DayField
        label={t('receivedOn')}
        value={typed.on}
        onChange={(on) => set({ on })}
        error={needed(typed.on)}
      />
      {typed.channel === 'post' ? (
        <>
          <DayField label={t('postedOn')} value={typed.postedOn} onChange={(postedOn) => set({ postedOn })} />
          <Scan label={t('file.letter')} choose={setLetter} />
          <Scan label={t('proofCopy')} choose={setProof} />
        </>
      ) : null}
      <Select
        label={t('rightAsked')}
        value={typed.right}
        options={RIGHTS.map((value) => ({ value, label: right(value) }))}
        onChange={(value) => set({ right: value })}
      />
      <TextField
        label={t('name')}
        value={typed.name}
        onChange={(name) => set({ name })}
        autoComplete="off"
        error={needed(typed.name)}
      />
      <TextField
        label={t('email')}
        type="email"
        value={typed.email}
        onChange={(email) => set({ email })}
        autoComplete="off"
        hint={t('whereTo')}
      />
      <TextArea
        label={t('address')}
        rows={2}
        value={typed.address}
        onChange={(address) => set({ address })}
      />
      <TextField
        label={t('telephone')}
        type="tel"
        value={typed.telephone}
        onChange={(telephone) => set({ telephone })}
        autoComplete="off"
      />
      <TextArea label={t('theirWords')} value={typed.words} onChange={(words) => set({ words })} />
      <Select
        label={t('language')}
        value={typed.language}
        options={LANGUAGES.map((value) => ({ value, label: t(`language_.${value}`) }))}
        onChange={(language) => set({ language })}
      />
      {isTried && isMissing ? (
        <Notice kind="att" announce="polite">
          {t('incomplete')}
        </Notice>
      ) : null}
      {record.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(record.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={record.isPending}>
          {t('open')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
