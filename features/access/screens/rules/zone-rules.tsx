/** The rules of one zone, where the zone itself is: what holds, what its doors lack, who is inside, and the way to change it. */
import { Button, Loading, Notice, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { Inside } from './inside.tsx'
import { NotCounted } from './not-counted.tsx'
import { doorRulesQuery, type ZoneRules as Rules } from './queries.ts'
import { Sentences } from './sentences.tsx'
import { type Undo, UndoNotice } from './undo-notice.tsx'
import { Unmet } from './unmet.tsx'
import { useRuleWords } from './use-rule-words.ts'
import { ZoneForm } from './zone-form.tsx'

interface ZoneRulesProps {
  readonly zoneId: string
  readonly siteId: string
  /** One of its doors: its rules are read there. */
  readonly entranceId: string
  readonly entrances: readonly EntrancePiece[]
  readonly mayChange: boolean
}

export const ZoneRules = ({ entranceId, zoneId, ...rest }: ZoneRulesProps) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...doorRulesQuery(entranceId), throwOnError: false })
  const zone = data?.zones.find(({ id }) => id === zoneId)
  if (zone !== undefined) return <Known key={zone.id} zone={zone} {...rest} />
  if (error !== null) return <Notice kind="att">{problem(error)}</Notice>
  return <Loading label={t('title')} lines={1} />
}

interface KnownProps extends Omit<ZoneRulesProps, 'entranceId' | 'zoneId'> {
  readonly zone: Rules
}

const Known = ({ zone, siteId, entrances, mayChange }: KnownProps) => {
  const t = useTranslations('rules')
  const { ofZone } = useRuleWords()
  const [isOpen, setOpen] = useState(false)
  // Whatever is done next takes away the way back from what was done before.
  const [undo, setUndo] = useState<Undo>()
  if (isOpen)
    return (
      <ZoneForm
        zone={zone}
        entrances={entrances}
        onDone={(done) => {
          setOpen(false)
          setUndo(done)
        }}
      />
    )
  return (
    <div className="stack">
      {undo === undefined ? null : <UndoNotice key={undo.at} undo={undo} />}
      <Sentences label={t('zone', { zone: zone.name })} texts={ofZone(zone)} />
      <Unmet unmet={zone.unmet} entrances={entrances} />
      {zone.inside === null ? null : (
        <Inside
          zone={zone}
          inside={zone.inside}
          mayChange={mayChange}
          onForgotten={() => setUndo(undefined)}
        />
      )}
      {mayChange && zone.antiPassback !== null ? <NotCounted siteId={siteId} /> : null}
      {mayChange ? (
        <div className="row">
          <Button
            small
            onClick={() => {
              setOpen(true)
              setUndo(undefined)
            }}
          >
            {t('changeZone', { zone: zone.name })}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
