/** One entry or refusal of the log, explained: what it rested on, and by which clock it happened. */
import type { LogEvent } from '@loge/features/events/screens'
import { PaneSection, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { fullName } from '../doors/who.tsx'
import { ShowNames } from '../names/show-names.tsx'
import { eventEvidenceQuery } from '../residence/asked-in-panes.ts'
import { Rows, useEvidenceRows } from './evidence.tsx'

const DECIDED: ReadonlySet<string> = new Set(['door.opened', 'door.refused', 'door.unlock_ordered'])

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const EventEvidence = ({ event }: { event: LogEvent }) => (
  <>
    {event.subject.kind !== 'folded' && event.subject.kind !== 'person' ? null : (
      <ShowNames key={event.id} personIds="ofEvent" about={{ eventId: event.id }}>
        {(names) => (
          <ul className="fact">
            {names.map((one) => (
              <li key={one.personId}>
                <Link to="/residents/$id" params={{ id: one.personId }}>
                  {fullName(one)}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </ShowNames>
    )}
    {DECIDED.has(event.type) ? <Explained event={event} /> : null}
  </>
)

const Explained = ({ event }: { event: LogEvent }) => {
  const t = useTranslations('evidence')
  const { when, second } = useMoments()
  const now = useNow(60_000)
  const rowsOf = useEvidenceRows()
  // A role that reads the log may not read rights: the event is then shown without them.
  const { data } = useQuery({ ...eventEvidenceQuery(event.id), throwOnError: false })
  if (data === undefined) return null
  const isOpening = event.type !== 'door.refused'
  const scheduleId = textOf(event.payload['scheduleId'])
  const rows = rowsOf(data.evidence, {
    // A right that leads to one person is folded with them; one that the house gave to all is told.
    accessGrantId: data.evidence.grants[0]?.id,
    accessProfileId: textOf(event.payload['accessProfileId']),
    scheduleId: scheduleId ?? (isOpening ? null : undefined),
  })
  const version = data.snapshotVersion
  const device = second(Date.parse(data.occurredAt))
  const received = Date.parse(data.receivedAt)
  return (
    <PaneSection title={t('title')}>
      <Rows
        rows={[
          ...rows,
          ...(event.payload['lookAlike'] === true ? [{ name: t('plate'), text: t('lookAlike') }] : []),
          {
            name: t('version'),
            text: version === null ? t('versionUnknown') : t('versionThen', { version: String(version) }),
          },
          { name: t('deviceTime'), text: data.clockTrusted ? device : t('uncertain', { time: device }) },
          { name: t('received'), text: event.late ? when(received, now) : second(received) },
        ]}
      />
    </PaneSection>
  )
}
