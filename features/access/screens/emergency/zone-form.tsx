/** A zone being named, or changed: its name, its doors, and which way each is walked where people are counted in it. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { DoorBoxes } from './door-boxes.tsx'
import { changeZone, createZone, type Zone, zonesQuery } from './queries.ts'

type Leads = 'in' | 'out' | ''

interface ZoneFormProps {
  /** Left out: a new one. */
  readonly zone?: Zone
  readonly entrances: readonly EntrancePiece[]
  readonly close: () => void
}

/** What is written so far. */
const useDraft = (zone: Zone | undefined, entrances: readonly EntrancePiece[]) => {
  const [name, setName] = useState(zone?.name ?? '')
  // A door that was removed meanwhile is in it no more.
  const [chosen, setChosen] = useState<readonly string[]>(
    entrances.flatMap(({ id }) => (zone?.entranceIds.includes(id) === true ? [id] : [])),
  )
  const [ways, setWays] = useState<Readonly<Record<string, Leads>>>(
    Object.fromEntries((zone?.leads ?? []).map(({ entranceId, leads }) => [entranceId, leads])),
  )
  return { name, setName, chosen, setChosen, ways, setWays }
}

export const ZoneForm = ({ zone, entrances, close }: ZoneFormProps) => {
  const t = useTranslations('emergency')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { name, setName, chosen, setChosen, ways, setWays } = useDraft(zone, entrances)
  const [isTried, setIsTried] = useState(false)
  // A zone lies within one site: the one of the first door chosen.
  const siteId = zone?.siteId ?? entrances.find(({ id }) => id === chosen[0])?.entrance.siteId
  const keep = useMutation({
    mutationFn: (what: { name: string; siteId: string; entranceIds: string[] }) =>
      zone === undefined
        ? createZone(what)
        : changeZone(zone, {
            name: what.name,
            entranceIds: what.entranceIds,
            leads: chosen.flatMap((entranceId) => {
              const leads = ways[entranceId] ?? ''
              return leads === '' ? [] : [{ entranceId, leads }]
            }),
          }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: zonesQuery.queryKey })
      close()
    },
  })
  const isMissing = name.trim() === '' || chosen.length === 0
  return (
    <form
      className="stack"
      aria-label={zone === undefined ? t('zoneAdd') : t('zoneChangeOf', { name: zone.name })}
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if (!isMissing && siteId !== undefined)
          keep.mutate({ siteId, name: name.trim(), entranceIds: [...chosen] })
      }}
    >
      <TextField
        label={t('zoneName')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={isTried && name.trim() === '' ? t('zoneNameShort') : undefined}
      />
      <DoorBoxes
        legend={t('zoneChoose')}
        entrances={entrances}
        chosen={chosen}
        onChange={setChosen}
        isOff={({ entrance }) => siteId !== undefined && entrance.siteId !== siteId}
      />
      {zone?.leads === null || zone === undefined ? null : (
        <fieldset className="field">
          <legend>{t('zoneWays')}</legend>
          {entrances
            .filter(({ id }) => chosen.includes(id))
            .map(({ id, name: door }) => (
              <Select
                key={id}
                label={door}
                value={ways[id] ?? ''}
                options={(['', 'in', 'out'] as const).map((value) => ({
                  value,
                  label: t(`zoneWay.${value === '' ? 'none' : value}`),
                }))}
                onChange={(way) => setWays({ ...ways, [id]: way })}
              />
            ))}
        </fieldset>
      )}
      {isTried && chosen.length === 0 ? <Notice kind="att">{t('zoneEmpty')}</Notice> : null}
      <div className="row">
        <Button type="submit" busy={keep.isPending}>
          {t('zoneSave')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('zoneCancel')}
        </Button>
      </div>
      {keep.error === null ? null : <Notice kind="att">{problem(keep.error)}</Notice>}
    </form>
  )
}
