/** At which show, with what agreement, and a letter that rests on it. */
import { Button, Field, Notice, PaneSection, TextField, useMoments, useProblemText } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTongue } from '../outside/use-tongue.ts'
import type { File } from './queries.ts'
import { useAct } from './use-act.ts'
import { useAgreement } from './use-agreement.tsx'
import { useDays } from './use-days.ts'

type Meeting = NonNullable<File['met']>

export const Met = ({ met }: { readonly met: Meeting }) => {
  const t = useTranslations('customers')
  const { date } = useMoments()
  const days = useDays()
  const { name, place, organiser, startsOn, endsOn, agreedAt, proof, writtenAt } = met
  const facts = [
    [t('shows.one'), [name, place, days(startsOn, endsOn)].join(' · ')],
    [t('shows.organiser'), organiser],
    [
      t('agree.fact'),
      agreedAt === null ? t('agree.no') : t('agree.yes', { day: date(Date.parse(agreedAt)) }),
    ],
    ...(proof === null ? [] : [[t('agree.proofFact'), proof]]),
    ...(writtenAt === null ? [] : [[t('letter.first'), date(Date.parse(writtenAt))]]),
  ]
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Nobody is written to who has not agreed: until then the agreement is what there is to note. */
export const ShowActs = ({ one, met }: { readonly one: File; readonly met: Meeting }) =>
  met.agreedAt === null ? <AgreeForm one={one} /> : <LetterForm one={one} />

const AgreeForm = ({ one }: { readonly one: File }) => {
  const t = useTranslations('customers')
  const problem = useProblemText()
  const act = useAct(one)
  const { fields, agreed } = useAgreement(one.kind, useTongue())
  return (
    <PaneSection title={t('agree.note')}>
      <form
        className="stack"
        noValidate
        aria-label={t('agree.note')}
        onSubmit={(event) => {
          event.preventDefault()
          if (agreed !== undefined) act.mutate({ kind: 'agree', ...agreed })
        }}
      >
        {fields}
        {act.error === null ? null : (
          <Notice kind="bad" announce="urgent">
            {problem(act.error)}
          </Notice>
        )}
        <div>
          <Button type="submit" busy={act.isPending}>
            {t('agree.note')}
          </Button>
        </div>
      </form>
    </PaneSection>
  )
}

const LetterForm = ({ one }: { readonly one: File }) => {
  const t = useTranslations('customers')
  const problem = useProblemText()
  const act = useAct(one)
  const [subject, setSubject] = useState('')
  const [words, setWords] = useState('')
  return (
    <PaneSection title={t('letter.write')}>
      <form
        className="stack"
        noValidate
        aria-label={t('letter.write')}
        onSubmit={(event) => {
          event.preventDefault()
          if (subject.trim() === '' || words.trim() === '') return
          act.mutate(
            { kind: 'write', subject, words },
            {
              onSuccess: () => {
                setSubject('')
                setWords('')
              },
            },
          )
        }}
      >
        <p className="note">{t('letter.hint')}</p>
        <TextField
          label={`${t('letter.subject')} *`}
          value={subject}
          autoComplete="off"
          onChange={setSubject}
        />
        <Field label={`${t('letter.words')} *`}>
          {(ids) => (
            <textarea
              className="in"
              rows={6}
              {...ids}
              value={words}
              onChange={({ target }) => setWords(target.value)}
            />
          )}
        </Field>
        {act.error === null ? null : (
          <Notice kind="bad" announce="urgent">
            {problem(act.error)}
          </Notice>
        )}
        <div>
          <Button kind="main" type="submit" busy={act.isPending}>
            {t('letter.send')}
          </Button>
        </div>
      </form>
    </PaneSection>
  )
}
