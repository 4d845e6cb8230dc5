/** One entrance: open it, what is in force, who may enter and why, what happened lately. */
import { Notice, Pane, PaneSection, State, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { LabelsLink } from '../labels/labels-link.tsx'
import type { EntrancePiece } from '../residence/pieces.ts'
import { placementsQuery } from '../residence/queries.ts'
import { CodesBlocked } from './codes-blocked.tsx'
import { OpenDoor } from './open-door.tsx'
import { PlaceSection } from './place-section.tsx'
import { Recent } from './recent.tsx'
import { EntranceThen } from './settings-then.tsx'
import { RulesSection } from '../rules/rules-section.tsx'
import { usePieceWords } from './use-piece-words.ts'
import { Who } from './who.tsx'
import { Why } from './why.tsx'

interface EntrancePaneProps {
  readonly piece: EntrancePiece
  /** Those it may share a zone with. */
  readonly entrances: readonly EntrancePiece[]
  readonly close: ReactNode
}

export const EntrancePane = ({ piece, entrances, close }: EntrancePaneProps) => {
  const t = useTranslations('doors')
  const say = usePieceWords()
  return (
    <Pane
      label={t('pane')}
      title={piece.name}
      aside={piece.number === null ? undefined : t('number', { number: piece.number })}
      close={close}
      subject={piece.id}
    >
      <p className="row pane-state">
        <State kind={piece.condition}>{say(piece)}</State>
      </p>
      <Doubt piece={piece} />
      <Unconfirmed piece={piece} />
      <CodesBlocked key={piece.id} piece={piece} />
      <OpenDoor piece={piece} />
      <Rights piece={piece} />
      <PlaceSection kind="entrance" id={piece.id} siteId={piece.entrance.siteId} location={piece.location} />
      <RulesSection piece={piece} entrances={entrances} />
      <Settings piece={piece} />
      <NetworkFails piece={piece} />
      <Who entrance={piece.entrance} />
      <Why entrance={piece.entrance} />
      <Recent search={{ entrance: piece.id }} />
      <Parts piece={piece} />
      <LabelsLink only={piece.id} />
    </Pane>
  )
}

/** What one must know before trusting the rest of the pane. */
const Doubt = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const { when } = useMoments()
  const now = useNow(60_000)
  if (piece.shut !== undefined)
    return (
      <Notice kind="att">
        <b>{t(`shut.${piece.shut.parts}`)}</b> {t('shut.text')}{' '}
        {piece.shut.since === null ? null : t('shut.since', { time: when(piece.shut.since, now) })}
      </Notice>
    )
  return piece.isSeen || piece.aloneSince !== null ? null : <Notice>{t('unseenText')}</Notice>
}

/** A lock that takes orders and does not say that it moved. */
const Unconfirmed = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { unconfirmed } = piece.entrance
  if (unconfirmed?.needsLook !== true) return null
  const { times: count } = unconfirmed
  const [since, last] = [unconfirmed.since, unconfirmed.lastAt].map((at) => when(Date.parse(at), now))
  return (
    <Notice kind="att">
      <b>{t('unconfirmed.title')}</b> {t('unconfirmed.text', { count, since: since ?? '', last: last ?? '' })}
    </Notice>
  )
}

const Rights = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const { when } = useMoments()
  const now = useNow(60_000)
  const state = piece.entrance.placement ?? null
  const time = state === null ? '' : when(Date.parse(state.since), now)
  return (
    <PaneSection title={t('rights')}>
      <p className="fact">
        {state === null ? (
          t('rightsNone')
        ) : state.inForce === 'yes' ? (
          <>
            <State kind={piece.aloneSince === null ? 'ok' : 'off'}>{t('rightsYes', { time })}</State>{' '}
            {piece.aloneSince === null ? null : t('rightsKept')}
          </>
        ) : state.inForce === 'pending' ? (
          <State kind="wait">{t('rightsPending', { time })}</State>
        ) : state.inForce === 'edge_revoked' ? (
          <State kind="bad">{t('rightsRevoked', { time })}</State>
        ) : (
          <State kind="off">{t('rightsUnknown', { time })}</State>
        )}
      </p>
    </PaneSection>
  )
}

/** The entrance's own settings travel inside the rights, so what is in force of them follows the same version. */
const Settings = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const kinds = useTranslations('credentialKind')
  const { entrance } = piece
  const accepts = (entrance.accepts ?? []).map((kind) => kinds(kind)).join(', ')
  const isSame = entrance.placement?.inForce === 'yes'
  const rows = [
    ['unlock', t('seconds', { count: (entrance.unlockMs ?? 0) / 1000 })],
    ['held', t('seconds', { count: (entrance.heldOpenMs ?? 0) / 1000 })],
    ['accepts', accepts],
    ['fail', t(`failMode.${entrance.failMode ?? 'secure'}`)],
  ] as const
  return (
    <PaneSection title={t('settings')}>
      <table className="tbl cmp">
        <thead>
          <tr>
            <th scope="col">{t('setting.name')}</th>
            <th scope="col">{t('setting.asked')}</th>
            <th scope="col">{t('setting.reported')}</th>
            <th scope="col">
              <span className="vh">{t('setting.same')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, asked]) => (
            <tr key={key}>
              <th scope="row">{t(`entranceSetting.${key}`)}</th>
              <td>{asked}</td>
              <td>{isSame ? asked : '–'}</td>
              <td>
                <State kind={isSame ? 'ok' : 'wait'}>
                  {t(`settingState.${isSame ? 'in_force' : 'waiting'}`)}
                </State>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <EntranceThen
        key={entrance.id}
        id={entrance.id}
        nameOf={(id) => [...piece.devices, ...piece.fireInputs].find((device) => device.id === id)?.name}
      />
    </PaneSection>
  )
}

const NetworkFails = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data: placements } = useQuery(placementsQuery)
  const own = placements?.find((placement) => placement.siteId === piece.entrance.siteId)
  return (
    <PaneSection title={t('network')}>
      <p className="fact">
        {t('networkAlone')} {t('networkFail', { mode: t(`failMode.${piece.entrance.failMode ?? 'secure'}`) })}{' '}
        {own === undefined
          ? null
          : own.lastContactAt === null
            ? t('neverContact')
            : t('lastContact', { time: when(Date.parse(own.lastContactAt), now) })}
      </p>
    </PaneSection>
  )
}

const Parts = ({ piece }: { piece: EntrancePiece }) => {
  const t = useTranslations('doors')
  const parts = piece.entrance.parts ?? []
  if (parts.length === 0) return null
  return (
    <PaneSection title={t('parts')}>
      <dl className="kv parts">
        {[...new Set(parts.map(({ deviceId }) => deviceId))].map((id) => {
          const own = parts.filter(({ deviceId }) => deviceId === id)
          return (
            <div key={id}>
              <dt>{own.map(({ role }) => t(`role.${role}`)).join(', ')}</dt>
              <dd>
                <Link to="/doors" search={{ device: id }} resetScroll={false}>
                  {[...piece.devices, ...piece.fireInputs].find((device) => device.id === id)?.name ??
                    own[0]?.componentKey}
                </Link>
              </dd>
            </div>
          )
        })}
      </dl>
    </PaneSection>
  )
}
