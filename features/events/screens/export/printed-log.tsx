/** What happened at a place in a period, on paper: what was asked, by whom, when, and the proof that nothing was altered. */
import { Button, Loading, Notice, useMoments, useNames, useNow, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { eventsForPrintQuery, MOST_PRINTED, verificationQuery, type LogEvent } from '../log/queries.ts'
import type { UsePersonName } from '../log/events-page.tsx'
import { LookDoor } from '../look/look-door.tsx'
import { spanOf } from '../log/search.ts'
import { useEventWords } from '../log/use-event-words.ts'

interface PrintedLogProps {
  /** The log knows nothing of accounts: it is told who sits here. */
  readonly useAsker: () => string | undefined
  readonly usePersonName: UsePersonName
}

export const PrintedLog = ({ useAsker, usePersonName }: PrintedLogProps) => {
  const { person } = useSearch({ from: '/console/events/print' })
  const name = usePersonName(person)
  if (person === undefined) return <Printed useAsker={useAsker} name={undefined} />
  return (
    <LookDoor personId={person} {...(name === undefined ? {} : { name })}>
      {() => <Printed useAsker={useAsker} name={name} />}
    </LookDoor>
  )
}

interface PrintedProps {
  readonly useAsker: PrintedLogProps['useAsker']
  readonly name: string | undefined
}

const Printed = ({ useAsker, name }: PrintedProps) => {
  const t = useTranslations('printedLog')
  const { date, second } = useMoments()
  const nameOf = useNames()
  const asker = useAsker()
  const search = useSearch({ from: '/console/events/print' })
  // Paper does not move: the moment of asking is the end of an open period.
  const [askedAt] = useState(useNow(60_000))
  const span = spanOf(search, askedAt)
  const until = span.until ?? askedAt
  const { data } = useQuery({
    ...eventsForPrintQuery(search, { ...span, until }),
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const said = (at: number) => `${date(at)}, ${second(at)}`
  useTitle(t('title'))
  if (data === undefined)
    return (
      <div className="page">
        <div className="page-head">
          <h1>{t('title')}</h1>
        </div>
        <Loading label={t('title')} lines={8} />
      </div>
    )
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">
            {name === undefined ? null : `${name}, `}
            {nameOf(search.entrance ?? search.device ?? null) ?? t('everywhere')},{' '}
            {t('period', { from: said(span.from), until: said(until) })}
          </p>
        </div>
        <div className="acts">
          <Button kind="main" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      </div>
      <p>{t('asked', { who: asker ?? t('somebody'), at: said(askedAt) })}</p>
      <p>
        {t('found', { count: data.events.length })} {name === undefined ? t('noNames') : null}
      </p>
      {data.isWhole ? null : <Notice kind="att">{t('cut', { most: MOST_PRINTED })}</Notice>}
      <div className="tbl-wide">
        <PrintedEvents events={data.events} said={said} />
      </div>
      <Evidence said={said} />
    </div>
  )
}

type Said = (at: number) => string

const PrintedEvents = ({ events, said }: { events: readonly LogEvent[]; said: Said }) => {
  const t = useTranslations('printedLog')
  const say = useEventWords()
  return (
    <table className="tbl">
      <caption className="vh">{t('title')}</caption>
      <thead>
        <tr>
          {(['number', 'happened', 'received', 'what', 'where', 'with'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => {
          const words = say(event)
          return (
            <tr key={event.id}>
              <td>{event.number}</td>
              <td>{said(Date.parse(event.occurredAt))}</td>
              <td>{said(Date.parse(event.receivedAt))}</td>
              <th scope="row">{words.what}</th>
              <td>{words.where}</td>
              <td>{words.withWhat}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const Evidence = ({ said }: { said: Said }) => {
  const t = useTranslations('printedLog')
  const { data } = useQuery(verificationQuery)
  if (data === undefined) return <Loading label={t('evidence')} lines={2} />
  const { state, checkedAt, events, head } = data
  return (
    <section>
      <h2>{t('evidence')}</h2>
      {checkedAt === null || head === null ? (
        <p>{t('neverChecked')}</p>
      ) : (
        <>
          <p>{t(state === 'broken' ? 'broken' : 'intact', { at: said(Date.parse(checkedAt)), events })}</p>
          <p className="hex">{t('head', { block: String(head.number), hash: head.hash })}</p>
        </>
      )}
    </section>
  )
}
