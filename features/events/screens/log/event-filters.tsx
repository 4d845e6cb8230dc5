/** What the log is narrowed to. Every choice is part of the address, so back and forward work. */
import { Button, Chip, Fold, Mark, MomentField, Seg, Select, type TypedMoment, useNames } from '@loge/ui'
import { type ComponentType, useState } from 'react'
import { useTranslations } from 'use-intl'
import { KINDS, markOf } from './appearance.ts'
import { KIND_NAMES } from './kinds.ts'
import { type EventSearch, RANGES } from './search.ts'

interface Place {
  readonly id: string
  readonly name: string
}

/** What the log can be narrowed to; told by whoever knows the doors and their equipment. */
export interface Places {
  readonly entrances: readonly Place[]
  readonly devices: readonly Place[]
}

interface EventFiltersProps {
  readonly search: EventSearch
  readonly places: Places
  readonly sites: readonly Place[]
  /** Finds somebody by name, for who may look at where one person went. */
  readonly FindPerson: ComponentType<FindPersonProps>
  /** Of the person the log is narrowed to. */
  readonly personName: string | undefined
  readonly onChange: (search: EventSearch) => void
}

export interface FindPersonProps {
  readonly label: string
  readonly onFind: (personId: string) => void
}

/** Without the named filters; the rest stays. */
const without = (search: EventSearch, ...names: readonly (keyof EventSearch)[]): EventSearch =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !names.some((out) => out === name)))

export const EventFilters = ({
  search,
  places,
  sites,
  FindPerson,
  personName,
  onChange,
}: EventFiltersProps) => {
  const t = useTranslations('events')
  const isNarrowed = Object.keys(without(search, 'event')).length > 0
  return (
    <div className="flt" role="group" aria-label={t('filters')}>
      <Seg
        label={t('range')}
        value={search.from === undefined ? (search.range ?? 'day') : ''}
        options={RANGES.map((range) => ({ value: range as string, label: t(`ranges.${range}`) }))}
        onChange={(value) => {
          const range = RANGES.find((known) => known === value)
          onChange({
            ...without(search, 'range', 'from', 'until'),
            ...(range === undefined || range === 'day' ? {} : { range }),
          })
        }}
      />
      <PlaceFilters search={search} places={places} onChange={onChange} />
      <div className="flt-kinds">
        {KIND_NAMES.map((kind) => (
          <Chip
            key={kind}
            on={search.kind === kind}
            onToggle={() =>
              onChange({ ...without(search, 'kind'), ...(search.kind === kind ? {} : { kind }) })
            }
          >
            <Mark kind={markOf(KINDS[kind][0])} /> {t(`kind.${kind}`)}
          </Chip>
        ))}
      </div>
      {search.site === undefined ? null : (
        <Chip on onToggle={() => onChange(without(search, 'site'))}>
          {t('onlySite', { name: sites.find(({ id }) => id === search.site)?.name ?? '' })}
        </Chip>
      )}
      {search.person === undefined ? null : (
        <Chip on onToggle={() => onChange(without(search, 'person'))}>
          {personName ?? t('onlyPerson')}
        </Chip>
      )}
      {isNarrowed ? (
        <Button
          kind="text"
          small
          onClick={() => onChange(search.event === undefined ? {} : { event: search.event })}
        >
          {t('clear')}
        </Button>
      ) : null}
      <TypedPeriod key={`${search.from ?? ''}${search.until ?? ''}`} search={search} onChange={onChange} />
      {search.person === undefined ? (
        <FindPerson
          label={t('somebodys')}
          onFind={(person) => onChange({ ...without(search, 'event'), person })}
        />
      ) : null}
    </div>
  )
}

/** One of each at most: an event happens at an entrance or to a piece of equipment. */
const PlaceFilters = ({
  search,
  places,
  onChange,
}: Pick<EventFiltersProps, 'search' | 'places' | 'onChange'>) => {
  const t = useTranslations('events')
  const nameOf = useNames()
  const choices = (known: readonly Place[], chosen: string | undefined) =>
    chosen === undefined || known.some(({ id }) => id === chosen)
      ? known
      : [...known, { id: chosen, name: nameOf(chosen) ?? chosen.slice(-6) }]
  return (['entrance', 'device'] as const).map((what) => (
    <Select
      key={what}
      label={t(what)}
      hideLabel
      value={search[what] ?? ''}
      onChange={(id) =>
        onChange({ ...without(search, 'entrance', 'device'), ...(id === '' ? {} : { [what]: id }) })
      }
      options={[
        { value: '', label: t(what === 'entrance' ? 'everyEntrance' : 'everyDevice') },
        ...choices(what === 'entrance' ? places.entrances : places.devices, search[what]).map(
          ({ id, name }) => ({ value: id, label: name }),
        ),
      ]}
    />
  ))
}

const typed = (text: string | undefined): TypedMoment => (text === undefined ? undefined : Date.parse(text))

const TypedPeriod = ({ search, onChange }: Pick<EventFiltersProps, 'search' | 'onChange'>) => {
  const t = useTranslations('events')
  const [from, setFrom] = useState(() => typed(search.from))
  const [until, setUntil] = useState(() => typed(search.until))
  const [wrong, setWrong] = useState(false)
  const apply = () => {
    if (from === 'unreadable' || until === 'unreadable') return
    const isWrong = from !== undefined && until !== undefined && until <= from
    setWrong(isWrong)
    if (isWrong) return
    onChange({
      ...without(search, 'range', 'from', 'until'),
      ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
      ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
    })
  }
  return (
    <Fold summary={t('times')}>
      <form
        className="period"
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <MomentField label={t('from')} bound="start" value={from} onChange={setFrom} />
        <MomentField
          label={t('until')}
          bound="end"
          value={until}
          onChange={setUntil}
          error={wrong ? t('timesWrong') : undefined}
        />
        <Button type="submit">{t('apply')}</Button>
      </form>
    </Fold>
  )
}
