/** The rules of a door, changed here by who may, and those of its zones, which are changed where the zones are. */
import { meQuery } from '@loge/features/accounts/screens'
import { Button, Loading, Notice, PaneSection, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { DoorForm } from './door-form.tsx'
import { doorRulesQuery, holdOpenSchedulesQuery, type ZoneRules } from './queries.ts'
import { Sentences } from './sentences.tsx'
import { Unmet } from './unmet.tsx'
import { type Undo, UndoNotice } from './undo-notice.tsx'
import { platesOf, useRuleWords } from './use-rule-words.ts'

interface Section {
  readonly piece: EntrancePiece
  readonly entrances: readonly EntrancePiece[]
}

export const RulesSection = ({ piece, entrances }: Section) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const { data: me } = useQuery(meQuery)
  const { data: rules, error } = useQuery(doorRulesQuery(piece.id))
  const [undo, setUndo] = useState<Undo>()
  const mayChange = me?.grants.some(({ permission }) => permission === 'access.manage') === true
  if (rules === undefined)
    return (
      <PaneSection title={t('title')}>
        {error === null ? <Loading label={t('title')} /> : <Notice kind="att">{problem(error)}</Notice>}
      </PaneSection>
    )
  const isRuled =
    rules.twoPeople !== null ||
    rules.zones.some(({ antiPassback, interlock }) => antiPassback !== null || interlock !== null)
  return (
    <PaneSection title={t('title')}>
      <div className="stack">
        {undo === undefined ? null : <UndoNotice key={undo.at} undo={undo} />}
        <OfDoor piece={piece} mayChange={mayChange} onChanged={setUndo} />
        {rules.zones.map((zone) => (
          <OfZone key={zone.id} zone={zone} {...{ piece, entrances }} />
        ))}
        <p className="soft">
          {t.rich(rules.zones.length === 0 ? 'noZone' : 'zonesThere', {
            zones: (text) => (
              <Link to="/emergency" hash="zones">
                {text}
              </Link>
            ),
          })}{' '}
          {t.rich('fireThere', {
            fire: (text) => (
              <Link to="/emergency" hash="fire">
                {text}
              </Link>
            ),
          })}
        </p>
        {isRuled ? <p className="soft">{t('never')}</p> : null}
      </div>
    </PaneSection>
  )
}

interface Changeable {
  readonly piece: EntrancePiece
  readonly mayChange: boolean
  /** Whatever is done next takes away the way back from what was done before. */
  readonly onChanged: (undo: Undo | undefined) => void
}

const OfDoor = ({ piece, mayChange, onChanged }: Changeable) => {
  const t = useTranslations('rules')
  const { ofDoor } = useRuleWords()
  const [isOpen, setOpen] = useState(false)
  const { data: schedules } = useQuery(holdOpenSchedulesQuery)
  const { heldOpenMs = 0, holdOpenScheduleId = null, holdsAfterEntry = false, twoPeople } = piece.entrance
  const hours = schedules?.find(({ id }) => id === holdOpenScheduleId)?.name ?? null
  if (isOpen)
    return (
      <DoorForm
        piece={piece}
        onDone={(undo) => {
          setOpen(false)
          onChanged(undo)
        }}
      />
    )
  return (
    <>
      <Sentences
        label={t('title')}
        texts={ofDoor({
          heldOpenMs,
          hours,
          holdsAfterEntry,
          twoPeople: twoPeople ?? null,
          plates: platesOf(piece.entrance),
        })}
      />
      {mayChange ? (
        <div className="row">
          <Button
            small
            onClick={() => {
              setOpen(true)
              onChanged(undefined)
            }}
          >
            {t('change')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

interface OfZoneProps extends Section {
  readonly zone: ZoneRules
}

const OfZone = ({ zone, piece, entrances }: OfZoneProps) => {
  const t = useTranslations('rules')
  const { ofZone } = useRuleWords()
  const leads =
    zone.antiPassback === null ? undefined : zone.leads.find(({ entranceId }) => entranceId === piece.id)
  return (
    <div className="stack">
      <h4>{t('zone', { zone: zone.name })}</h4>
      <Sentences
        label={t('zone', { zone: zone.name })}
        texts={[...ofZone(zone), ...(leads === undefined ? [] : [t(`leadsHere.${leads.leads}`)])]}
      />
      <Unmet unmet={zone.unmet} entrances={entrances} />
    </div>
  )
}
