/**
 * Takes a device in: what it is, what it is called, and the entrance it becomes a part of, new or known. One that was
 * taken in without an entrance gets it here too.
 */
import { Button, Notice, Select, TextField, useProblemText, useWords } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { couldBeLift, liftOf } from '../lifts/lift.ts'
import { FloorFields } from '../lifts/floor-fields.tsx'
import { useLiftFloors } from '../lifts/use-lift-floors.ts'
import { addParts, adoptDevice, createEntrance, makeLift } from '../residence/asked-in-panes.ts'
import type { DeviceDetail } from '../residence/queries.ts'
import { PlaceFields } from './place-fields.tsx'
import type { Residence } from '../residence/use-residence.ts'
import { hasDoor } from '../../core/part-role.ts'
import { partsOf } from './parts.ts'

type Kind = NonNullable<DeviceDetail['kind']>

const KINDS = [
  'door',
  'intercom',
  'parcelLockers',
  'letterboxes',
  'noticeBoard',
  'machine',
  'gateway',
  'sensor',
] as const satisfies readonly Kind[]

const NEW = 'new'
const NONE = 'none'
const LIFT = 'lift'

interface AdoptProps {
  readonly device: DeviceDetail
  readonly residence: Residence
}

export const Adopt = ({ device, residence }: AdoptProps) => {
  const t = useTranslations('doors')
  const lifts = useTranslations('lifts')
  const words = useWords()
  const problem = useProblemText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const isAdopted = device.state === 'adopted'
  const parts = partsOf(device)
  const [name, setName] = useState(device.name)
  const [kind, setKind] = useState<Kind>(device.kind ?? device.likelyKind ?? 'sensor')
  const [chosen, setPlace] = useState<string>(couldBeLift(parts) ? LIFT : NEW)
  const [entranceName, setEntranceName] = useState(device.suggestedArea ?? device.name)
  const [number, setNumber] = useState('')
  const [location, setLocation] = useState({
    ...device.location,
    area: device.location.area ?? device.suggestedArea,
  })
  const [tried, setTried] = useState(false)
  const isPlaced = parts.length > 0 && hasDoor(kind)
  const place = !isPlaced ? NONE : isAdopted && chosen === NONE ? NEW : chosen
  const lift = useLiftFloors(device, location.buildingId)
  const floorName = (floor: string) => `${name.trim()}, ${floor.trim()}`
  const isShort = place === LIFT && lift.wired.length < 2
  const isMissing = name.trim() === '' || (place === NEW && entranceName.trim() === '') || isShort
  const adopt = useMutation({
    mutationFn: async () => {
      if (place === LIFT) {
        const floors = lift.wired.map((floor) => ({ ...floor, name: floorName(floor.name) }))
        return (await makeLift(device.id, liftOf({ name: name.trim(), location, parts, floors })))
          .entrances[0]
      }
      if (!isAdopted) await adoptDevice(device.id, { name: name.trim(), kind, location })
      if (place === NONE) return undefined
      if (place !== NEW) return addParts(place, parts)
      return createEntrance({
        siteId: device.siteId,
        location,
        name: entranceName.trim(),
        number: number.trim() === '' ? null : number.trim(),
        parts: [...parts],
      })
    },
    onSettled: () =>
      Promise.all([['devices'], ['entrances']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
    onSuccess: (entrance) =>
      entrance === undefined
        ? undefined
        : navigate({ to: '/doors', search: { entrance: entrance.id }, resetScroll: false }),
  })
  return (
    <form
      className="adopt"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing) adopt.mutate()
      }}
    >
      <p className="fact">{t(isAdopted ? 'placeLead' : 'adoptLead')}</p>
      {adopt.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(adopt.error)}
        </Notice>
      )}
      {isAdopted ? null : (
        <>
          <TextField
            label={t('adoptName')}
            value={name}
            onChange={setName}
            maxLength={200}
            error={tried && name.trim() === '' ? t('adoptNameMissing') : undefined}
          />
          <Select
            label={t('adoptKind')}
            value={kind}
            options={KINDS.map((value) => ({ value, label: words(`equipment.kind.${value}`) ?? value }))}
            onChange={setKind}
          />
          <PlaceFields
            siteId={device.siteId}
            value={location}
            onChange={setLocation}
            hasFloor={place !== LIFT}
          />
        </>
      )}
      {isPlaced ? (
        <Select
          label={t('adoptAs')}
          value={place}
          options={[
            ...(couldBeLift(parts) ? [{ value: LIFT, label: lifts('choice') }] : []),
            { value: NEW, label: t('adoptNew') },
            ...residence.entrances.map((one) => ({
              value: one.id,
              label: t('adoptExisting', { name: one.name }),
            })),
            ...(isAdopted ? [] : [{ value: NONE, label: t('adoptNone') }]),
          ]}
          onChange={setPlace}
          hint={
            place === LIFT
              ? lifts('choiceHint')
              : t('adoptWith', { parts: parts.map((part) => t(`role.${part.role}`)).join(', ') })
          }
        />
      ) : null}
      {place === LIFT ? <FloorFields {...lift} nameOf={floorName} isShort={tried && isShort} /> : null}
      {place === NEW ? (
        <div className="adopt-new">
          <TextField
            label={t('adoptEntranceName')}
            value={entranceName}
            onChange={setEntranceName}
            maxLength={200}
            error={tried && entranceName.trim() === '' ? t('adoptNameMissing') : undefined}
          />
          <TextField
            label={t('adoptNumber')}
            value={number}
            onChange={setNumber}
            maxLength={20}
            hint={t('adoptNumberHint')}
          />
        </div>
      ) : null}
      <div className="row">
        <Button kind="main" type="submit" busy={adopt.isPending}>
          {place === LIFT ? lifts('adopt') : t(isAdopted ? 'placeButton' : 'adoptButton')}
        </Button>
      </div>
    </form>
  )
}
