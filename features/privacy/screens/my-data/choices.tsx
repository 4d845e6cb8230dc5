/** What one agreed to and said no to, each with a switch that acts at once; off is as easy as on. */
import { Notice, Section, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguageOf } from './kept-list.tsx'
import {
  agree,
  allowAgain,
  type Consent,
  type MyData,
  myDataQuery,
  sayNo,
  takeBack,
  type Use,
} from './queries.ts'

export const Choices = ({ consents, objections }: Pick<MyData, 'consents' | 'objections'>) => {
  const t = useTranslations('myData')
  return (
    <Section title={t('agreed')}>
      <p className="note">{t(consents.length === 0 ? 'agreedNone' : 'agreedNote')}</p>
      <ul className="list choices">
        {consents.map((consent) => (
          <li key={consent.purpose}>
            <ConsentSwitch consent={consent} />
          </li>
        ))}
        {(['marketing', 'profiling'] as const).map((to) => (
          <li key={to}>
            <ObjectionSwitch to={to} since={objections[to]} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const useChoice = (act: () => Promise<unknown>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: myDataQuery.queryKey }),
  })
}

const ConsentSwitch = ({ consent }: { readonly consent: Consent }) => {
  const t = useTranslations('myData')
  const language = useLanguageOf()
  const { date } = useMoments()
  const { givenAt, sentence, asked } = consent
  const turn = useChoice(() => (givenAt === null ? agree(consent, language) : takeBack(consent)))
  return (
    <Switch
      label={sentence[language]}
      isOn={givenAt !== null}
      turn={turn}
      note={
        givenAt === null
          ? t('notAgreed')
          : `${t('agreedOn', { day: date(Date.parse(givenAt)) })}${asked ? '' : ` ${t('askedNoMore')}`}`
      }
    />
  )
}

const ObjectionSwitch = ({ to, since }: { readonly to: Use; readonly since: string | null }) => {
  const t = useTranslations('myData')
  const { date } = useMoments()
  const turn = useChoice(() => (since === null ? sayNo(to) : allowAgain(to)))
  return (
    <Switch
      label={t(`no.${to}`)}
      isOn={since !== null}
      turn={turn}
      note={since === null ? t(`noNote.${to}`) : t('noSince', { day: date(Date.parse(since)) })}
    />
  )
}

interface SwitchProps {
  readonly label: string
  readonly note: ReactNode
  readonly isOn: boolean
  readonly turn: { readonly isPending: boolean; readonly error: unknown; readonly mutate: () => void }
}

const Switch = ({ label, note, isOn, turn }: SwitchProps) => {
  const problem = useProblemText()
  const id = useId()
  // As it will be, while it is told.
  const isShownOn = isOn !== turn.isPending
  return (
    <>
      <div className="list-row">
        <span>
          <label htmlFor={id}>
            <b>{label}</b>
          </label>
          <span className="note" id={`${id}-note`}>
            {note}
          </span>
        </span>
        <input
          id={id}
          className="sw"
          type="checkbox"
          role="switch"
          aria-checked={isShownOn}
          aria-describedby={`${id}-note`}
          checked={isShownOn}
          onChange={() => {
            if (!turn.isPending) turn.mutate()
          }}
        />
      </div>
      {turn.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(turn.error)}
        </Notice>
      )}
    </>
  )
}
