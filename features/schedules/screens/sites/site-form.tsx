/** Changes a site. Another clock or other public holidays are shown for what they shift before anything is kept. */
import { ApiProblem } from '@loge/http/client'
import { Button, Notice, Select, TextField, useProblemText, useWords } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { HOLIDAY_REGIONS } from '../../core/holiday-rules.ts'
import { changeSite, type Site, sitesQuery } from './queries.ts'
import { TimePreview } from './time-preview.tsx'

const FIELDS = ['name', 'street', 'postalCode', 'city', 'country'] as const
const NO_REGION = 'none'

const useRegions = () => {
  const words = useWords()
  const t = useTranslations('sites')
  const locale = useLocale()
  const known = HOLIDAY_REGIONS.map((region) => ({
    value: region as string,
    label: words(`region.${region}`) ?? region,
  })).toSorted((one, other) => one.label.localeCompare(other.label, locale))
  return [{ value: NO_REGION, label: t('noHolidays') }, ...known]
}

export const SiteForm = ({ site, onDone }: { readonly site: Site; readonly onDone: () => void }) => {
  const t = useTranslations('sites')
  const problem = useProblemText()
  const queries = useQueryClient()
  const zones = useId()
  const regions = useRegions()
  const [wanted, setWanted] = useState(site)
  const [isShown, setShown] = useState(false)
  const change = useMutation({
    mutationFn: () => changeSite(site, withoutIds(wanted)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sitesQuery.queryKey })
      onDone()
    },
  })
  const set = (changes: Partial<Site>) => {
    setWanted({ ...wanted, ...changes })
    setShown(false)
  }
  const isTime = wanted.timeZone !== site.timeZone || wanted.holidayRegion !== site.holidayRegion
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isTime && !isShown) setShown(true)
    else change.mutate()
  }
  const isZoneUnknown = change.error instanceof ApiProblem && change.error.code === 'time_zone_unknown'
  return (
    <form
      className="stack site-form"
      noValidate
      aria-label={t('changeOf', { site: site.name })}
      onSubmit={send}
    >
      {change.error === null || isZoneUnknown ? null : (
        <Notice kind="att" announce="urgent">
          {problem(change.error)}
        </Notice>
      )}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(field)}
          value={wanted[field]}
          onChange={(value) => set({ [field]: field === 'country' ? value.toUpperCase() : value })}
          maxLength={field === 'country' ? 2 : 120}
          {...(field === 'country' ? { hint: t('countryHint') } : {})}
        />
      ))}
      <TextField
        label={t('clock')}
        hint={t('clockHint')}
        list={zones}
        value={wanted.timeZone}
        onChange={(timeZone) => set({ timeZone })}
        error={isZoneUnknown ? problem(change.error) : undefined}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Select
        label={t('holidays')}
        value={wanted.holidayRegion ?? NO_REGION}
        options={regions}
        onChange={(region) => set({ holidayRegion: region === NO_REGION ? null : region })}
      />
      {isTime && isShown ? <TimePreview site={site} wanted={wanted} /> : null}
      <div className="row">
        <Button kind="main" type="submit" busy={change.isPending}>
          {isTime && !isShown ? t('show') : isTime ? t('keepTime') : t('keep')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

const withoutIds = ({ id: _id, version: _version, ...fields }: Site) => fields
