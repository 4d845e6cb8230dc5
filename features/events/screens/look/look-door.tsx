/** The one door to where somebody went: closed until a reason is given, and closed again an hour later. */
import { Button, Loading, Notice, useMoments, useNames, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { LookForm, type Period } from './look-form.tsx'
import { endLook, type Look, lookChanged, lookQuery } from './queries.ts'
import './look.css'

interface LookDoorProps {
  readonly personId: string
  /** The name, where the page knows it. */
  readonly name?: string
  /** What is asked about already, where a page has a period. */
  readonly period?: Period
  readonly onOpen?: (look: Look) => void
  /** `look` is left out for oneself: one's own passages need no reason. */
  readonly children: (look: Look | undefined) => ReactNode
}

export const LookDoor = ({ personId, name, period, onOpen, children }: LookDoorProps) => {
  const t = useTranslations('look')
  const problem = useProblemText()
  const queries = useQueryClient()
  const nameOf = useNames()
  const called = name ?? nameOf(personId)
  const { data, error } = useQuery({ ...lookQuery(personId), throwOnError: false })
  const [isSaying, setSaying] = useState(false)
  if (data === undefined)
    return error === null ? <Loading label={t('title')} /> : <Notice kind="att">{problem(error)}</Notice>
  if (!data.needed) return children(undefined)
  if (data.look !== null)
    return (
      <>
        <div className="look-bar">
          <LookBar look={data.look} name={called} />
        </div>
        {children(data.look)}
      </>
    )
  return (
    <div className="look-door">
      {isSaying ? <h3>{t('title')}</h3> : null}
      <p>{called === undefined ? t('leadNoName') : t('lead', { name: called })}</p>
      {isSaying ? (
        <LookForm
          personId={personId}
          {...(period === undefined ? {} : { period })}
          onOpen={(look) => {
            setSaying(false)
            onOpen?.(look)
            void lookChanged(queries, personId)
          }}
        />
      ) : (
        <Button onClick={() => setSaying(true)}>{t('start')}</Button>
      )}
    </div>
  )
}

const LookBar = ({ look, name }: { look: Look; name: string | undefined }) => {
  const t = useTranslations('look')
  const { dayAndTime, time } = useMoments()
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => endLook(look.personId),
    onSuccess: () => lookChanged(queries, look.personId),
  })
  const said = {
    from: dayAndTime(Date.parse(look.from)),
    until: dayAndTime(Date.parse(look.until)),
    time: time(Date.parse(look.closesAt)),
    reason: t('saying', { reason: t(`reasons.${look.reason}`), words: look.words }),
  }
  return (
    <Notice
      kind="att"
      announce="polite"
      act={
        <Button small busy={ending.isPending} onClick={() => ending.mutate()}>
          {t('end')}
        </Button>
      }
    >
      {name === undefined ? t('openNoName', said) : t('open', { ...said, name })}
    </Notice>
  )
}
