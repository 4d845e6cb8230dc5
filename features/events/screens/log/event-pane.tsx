/** One event: what it says, how it was decided, and the seal that proves it was not altered since. */
import {
  Button,
  buttonClass,
  Fold,
  Loading,
  Notice,
  Pane,
  PaneSection,
  State,
  useMoments,
  useNow,
  useProblemText,
  useWords,
  WhyList,
} from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslations } from 'use-intl'
import { operationOf } from '../../core/index.ts'
import { eventQuery, type LogEvent } from './queries.ts'
import type { EventSearch } from './search.ts'
import { Proof } from './proof.tsx'
import { useEventWords } from './use-event-words.ts'

export interface EventPaneProps {
  readonly id: string
  readonly search: EventSearch
  /** The order of the checks at a door, from the code that decides. */
  readonly checks: readonly string[]
  readonly About: ComponentType<{ event: LogEvent }>
}

export const EventPane = ({ id, search, checks, About }: EventPaneProps) => {
  const t = useTranslations('events')
  const say = useEventWords()
  const { data, error } = useQuery({ ...eventQuery(id), throwOnError: false })
  const { event: _shown, ...list } = search
  const close = (
    <Link to="/events" search={list} resetScroll={false} className={buttonClass('text', true)}>
      {t('close')}
    </Link>
  )
  if (data === undefined)
    return (
      <Pane label={t('detail')} title={t('detail')} close={close} subject={id}>
        {error === null ? <Loading label={t('detail')} /> : <ProblemNotice error={error} />}
      </Pane>
    )
  const { event, seal } = data
  const words = say(event)
  return (
    <Pane
      label={t('detail')}
      title={words.sentence}
      aside={t('eventNumber', { number: String(event.number) })}
      close={close}
      subject={id}
    >
      <p className="pane-state">
        <State kind={words.mark}>{words.what}</State>
      </p>
      <WhenAndWho event={event} withWhat={words.withWhat} />
      <div className="row pane-acts">
        <CopyLink />
        {event.entranceId === null ? null : (
          <Link to="/events" search={{ entrance: event.entranceId }} className={buttonClass('text', true)}>
            {t('onlyHere')}
          </Link>
        )}
      </div>
      {event.subject.kind === 'erased' ? (
        <Notice>
          <b>{t('erasedTitle')}.</b> {t('erasedText')}
        </Notice>
      ) : null}
      <About event={event} />
      <Decision event={event} checks={checks} />
      <Payload event={event} />
      <Proof seal={seal} />
    </Pane>
  )
}

const ProblemNotice = ({ error }: { error: Error }) => {
  const problem = useProblemText()
  return <Notice kind="att">{problem(error)}</Notice>
}

const WhenAndWho = ({ event, withWhat }: { event: LogEvent; withWhat: string | undefined }) => {
  const t = useTranslations('events')
  const moments = useMoments()
  const now = useNow(60_000)
  const at = Date.parse(event.occurredAt)
  return (
    <p className="soft">
      {moments.day(at)}, {moments.second(at)}
      {withWhat === undefined ? '.' : `. ${upperFirst(withWhat)}.`}{' '}
      {event.late ? t('lateText', { time: moments.when(Date.parse(event.receivedAt), now) }) : null}{' '}
      {event.edge !== null && !event.edge.clockTrusted ? t('clockText') : null}
    </p>
  )
}

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

const CopyLink = () => {
  const t = useTranslations('events')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href)
    setCopied(true)
  }
  return (
    <Button small onClick={() => void copy()}>
      <span aria-live="polite">{copied ? t('copied') : t('copyLink')}</span>
    </Button>
  )
}

/** A badge is like no other: only plates are compared by look-alike characters. */
const OF_PLATES = 'plate_ambiguous'

/**
 * The event names the check that failed; what comes before it in the order passed, what comes after was not made. A
 * rule of the door is looked at after all of them.
 */
const Decision = ({ event, checks }: { event: LogEvent; checks: readonly string[] }) => {
  const t = useTranslations('events')
  const words = useWords()
  const { reason, outcome } = event.payload
  const isTold = outcome === 'sent'
  const isRefusal = event.type === 'door.refused' && typeof reason === 'string'
  if (!isRefusal && event.type !== 'door.opened') return null
  if (isRefusal && words(`refusal.${reason}`) === undefined) return null
  const stop = isRefusal && checks.includes(reason) ? checks.indexOf(reason) : checks.length
  const isPlate = event.payload['kind'] === 'licencePlate'
  const made = checks.slice(0, stop).filter((check) => isPlate || check !== OF_PLATES)
  const passed = made.map((check) => ({
    id: check,
    mark: 'ok' as const,
    text: words(`check.${check}`) ?? check,
  }))
  const end = isRefusal
    ? [
        {
          id: 'failed',
          mark: 'no' as const,
          // The reason itself stands above, under the title.
          text: words(`refusalWhat.${reason}`) ?? words(`refusal.${reason}`) ?? reason,
          decided: true,
        },
        { id: 'end', mark: 'wait' as const, text: t('stoppedHere') },
      ]
    : [{ id: 'end', mark: 'ok' as const, text: t(isTold ? 'allowedTold' : 'allowed'), decided: true }]
  return (
    <PaneSection title={t('howDecided')}>
      <WhyList label={t('howDecided')} steps={[...passed, ...end]} />
    </PaneSection>
  )
}

const Payload = ({ event }: { event: LogEvent }) => {
  const t = useTranslations('events')
  const rows = Object.entries(event.payload).filter(([, value]) => value !== null)
  return (
    <PaneSection title={t('details')}>
      <Fold summary={t('asWritten')}>
        <dl className="kv">
          <div>
            <dt>type</dt>
            <dd className="hex">{event.type}</dd>
          </div>
          <div>
            <dt>{t('operation')}</dt>
            <dd>{t(`operations.${operationOf(event.type)}`)}</dd>
          </div>
          {rows.map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd className="hex">{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
            </div>
          ))}
        </dl>
        {event.edge === null ? null : (
          <p className="note">{t('recordedBy', { sequence: String(event.edge.sequence) })}</p>
        )}
      </Fold>
    </PaneSection>
  )
}
