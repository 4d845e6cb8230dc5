/** The rules of a door and of its zones: read by everybody who may see the door, changed by who may. */
import { meQuery } from '@loge/features/accounts/screens'
import { Button, Loading, Notice, PaneSection, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { DoorForm } from './door-form.tsx'
import { Inside } from './inside.tsx'
import { doorRulesQuery, holdOpenSchedulesQuery, type ZoneRules } from './queries.ts'
import { NotCounted } from './not-counted.tsx'
import { Sentences } from './sentences.tsx'
import { Unmet } from './unmet.tsx'
import { type Undo, UndoNotice } from './undo-notice.tsx'
import { platesOf, useRuleWords } from './use-rule-words.ts'
import { ZoneForm } from './zone-form.tsx'

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
        {rules.zones.length === 0 ? <p className="soft">{t('noZone')}</p> : null}
        {rules.zones.map((zone) => (
          <OfZone key={zone.id} zone={zone} {...{ piece, entrances, mayChange }} onChanged={setUndo} />
        ))}
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

interface OfZoneProps extends Changeable {
  readonly zone: ZoneRules
  readonly entrances: readonly EntrancePiece[]
}

const OfZone = ({ zone, piece, entrances, mayChange, onChanged }: OfZoneProps) => {
  const t = useTranslations('rules')
  const { ofZone } = useRuleWords()
  const [isOpen, setOpen] = useState(false)
  const leads =
    zone.antiPassback === null ? undefined : zone.leads.find(({ entranceId }) => entranceId === piece.id)
  if (isOpen)
    return (
      <ZoneForm
        zone={zone}
        entrances={entrances}
        onDone={(undo) => {
          setOpen(false)
          onChanged(undo)
        }}
      />
    )
  return (
    <div className="stack">
      <h4>{t('zone', { zone: zone.name })}</h4>
      <Sentences
        label={t('zone', { zone: zone.name })}
        texts={[...ofZone(zone), ...(leads === undefined ? [] : [t(`leadsHere.${leads.leads}`)])]}
      />
      <Unmet unmet={zone.unmet} entrances={entrances} />
      {zone.inside === null ? null : (
        <Inside
          zone={zone}
          inside={zone.inside}
          mayChange={mayChange}
          onForgotten={() => onChanged(undefined)}
        />
      )}
      {mayChange && zone.antiPassback !== null ? <NotCounted siteId={piece.entrance.siteId} /> : null}
      {mayChange ? (
        <div className="row">
          <Button
            small
            onClick={() => {
              setOpen(true)
              onChanged(undefined)
            }}
          >
            {t('changeZone', { zone: zone.name })}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
