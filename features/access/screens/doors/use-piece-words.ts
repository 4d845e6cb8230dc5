/** The state of a piece in words: what is wrong first, else what it is doing. */
import { useMoments, useNow, useWords } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { isLiftFloor } from '../lifts/lift.ts'
import type { EntrancePiece, Piece } from '../residence/pieces.ts'
import type { Entrance } from '../residence/queries.ts'

const NEEDS = [
  'to_be_adopted',
  'offline',
  'silent',
  'danger',
  'tampered',
  'problem',
  'battery_low',
  'jammed',
  'drift',
  'unconfirmed',
  'codesBlocked',
] as const
type KnownNeed = (typeof NEEDS)[number]
export const knownNeed = (code: string): KnownNeed | undefined => NEEDS.find((known) => known === code)

export const usePieceWords = (): ((piece: Piece) => string) => {
  const t = useTranslations('doors')
  const words = useWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  const needText = (piece: Piece): string | undefined => {
    const [first] = piece.needs
    if (first === undefined) return undefined
    if (first === 'battery_low' && piece.batteryPercent !== null)
      return t('need.battery', { percent: piece.batteryPercent })
    const danger = piece.kind === 'device' ? piece.device.health.danger : null
    if (first === 'danger' && danger !== null) return t(`danger.${danger}`)
    const known = knownNeed(first)
    return known === undefined ? first : t(`need.${known}`)
  }
  // A leaf that stands open is the first thing to know of a house that was locked down.
  const ordered = (piece: EntrancePiece, { kind, until }: NonNullable<Entrance['emergency']>): string => {
    const state = kind === 'lockdown' && piece.opening === 'open' ? 'lockdownOpen' : kind
    return until === null
      ? t('state.lockedDown')
      : t(`state.${state}`, { until: when(Date.parse(until), now) })
  }
  return (piece) => {
    if (piece.aloneSince !== null && piece.condition === 'off') {
      const time = when(piece.aloneSince, now)
      if (piece.kind === 'device') return t('state.unheard', { time })
      const isRevoked = piece.entrance.placement?.inForce === 'edge_revoked'
      return t(isRevoked ? 'state.edgeRevoked' : 'state.alone', { time })
    }
    if (piece.kind === 'device') {
      const health = piece.device.health
      const state = piece.device.inUse.state
      return (
        needText(piece) ??
        (state === null ? undefined : (words(`doors.said.${state}`) ?? state)) ??
        t(health.online === null && health.lastContactAt === null ? 'state.unknown' : 'state.online')
      )
    }
    if (piece.danger !== undefined) return t('state.danger', { what: t(`danger.${piece.danger}`) })
    const at = piece.alarm === undefined ? '' : when(Date.parse(piece.alarm.event.occurredAt), now)
    if (piece.alarm?.kind === 'forced') return t('state.forced', { time: at })
    if (!piece.isSeen) return t('state.unseen')
    if (piece.shut !== undefined) return t(`state.shut.${piece.shut.parts}`)
    if (piece.entrance.emergency !== null) return ordered(piece, piece.entrance.emergency)
    const need = needText(piece)
    if (need !== undefined) return need
    if (piece.alarm !== undefined) return t('state.heldOpen', { time: at })
    if (piece.entrance.parts?.some((part) => part.role === 'lock') !== true) return t('state.noLock')
    // A lock that lets go is said even while the leaf has not moved. Of a lift's relays the controller tells no one apart.
    if (
      !isLiftFloor(piece) &&
      piece.opening !== 'open' &&
      piece.devices.some(({ health }) => health.lock === 'unlocked')
    )
      return t('state.unlocked')
    return piece.opening === null ? t('state.ready') : t(`state.${piece.opening}`)
  }
}
