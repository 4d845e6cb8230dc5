/** At the lodge: what the furniture of the hall holds and the machines do. Nothing is asked of anybody here. */
import { Section, useMoments, useNow, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { aloneTogether, type DevicePiece } from '../residence/pieces.ts'
import { devicesQuery } from '../residence/queries.ts'

/** What a compartment holds is a reading, not an event: it is asked for. */
const LOOK_AGAIN_MS = 20_000

export const AtTheLodge = ({ pieces }: { pieces: readonly DevicePiece[] }) => {
  const t = useTranslations('today')
  const { when } = useMoments()
  const now = useNow(60_000)
  useQuery({ ...devicesQuery, refetchInterval: LOOK_AGAIN_MS })
  const adopted = pieces.filter(({ device }) => device.state === 'adopted')
  const telling = adopted.filter(({ device: { inUse } }) => inUse.places !== null || inUse.message !== null)
  const machines = adopted.filter(({ device }) => device.inUse.state !== null)
  const alone = aloneTogether(pieces)
  if (telling.length + machines.length === 0) return null
  return (
    <Section
      title={t('lodge')}
      {...(alone === undefined ? {} : { note: t('lodgeThen', { time: when(alone, now) }) })}
    >
      <ul className="lodge">
        {telling.map((piece) => (
          <Furniture key={piece.id} piece={piece} />
        ))}
        <Machines machines={machines} />
      </ul>
    </Section>
  )
}

const Furniture = ({ piece: { id, name, device } }: { piece: DevicePiece }) => {
  const t = useTranslations('today')
  const { occupied, places, message } = device.inUse
  const what = device.kind === 'letterboxes' ? 'mail' : 'parcels'
  return (
    <Line
      name={
        <Link to="/doors" search={{ device: id }}>
          {name}
        </Link>
      }
    >
      {message === null ? t(what, { occupied: occupied ?? 0, places: places ?? 0 }) : t('shows', { message })}
      {places === null ? null : <Bar part={(occupied ?? 0) / places} />}
    </Line>
  )
}

const Machines = ({ machines }: { machines: readonly DevicePiece[] }) => {
  const words = useWords()
  const t = useTranslations('today')
  const byState = useMemo(() => {
    const names = new Map<string, string[]>()
    for (const { name, device } of machines) {
      const state = device.inUse.state ?? ''
      names.set(state, [...(names.get(state) ?? []), name])
    }
    return [...names].sort(([one], [other]) => rankOf(one) - rankOf(other))
  }, [machines])
  if (byState.length === 0) return null
  return (
    <Line name={t('machines')}>
      {byState.map(([state, names]) => (
        <span key={state} className="lodge-state">
          {t('machinesAre', { state: words(`doors.said.${state}`) ?? state, names: names.join(', ') })}
        </span>
      ))}
    </Line>
  )
}

const FIRST = ['stopped', 'out_of_order', 'running', 'finished', 'paused', 'free']
/** What somebody looks for first. */
const rankOf = (state: string): number => (FIRST.includes(state) ? FIRST.indexOf(state) : FIRST.length)

const Line = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <li>
    <b>{name}</b>
    <span>{children}</span>
  </li>
)

/** The figure beside it says the same. */
const Bar = ({ part }: { part: number }) => (
  <span className="lodge-bar" aria-hidden="true">
    <span style={{ inlineSize: `${part * 100}%` }} />
  </span>
)
