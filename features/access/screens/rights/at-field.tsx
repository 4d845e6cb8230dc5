/** At which instant the page answers: now, or any other, as an address one can share. */
import { Field } from '@loge/ui'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { instantOfLocal, localTextOf } from './local-time.ts'
import type { Site } from './queries.ts'
import type { RightsSearch } from './search.ts'

export const AtField = ({ site, search }: { site: Site; search: RightsSearch }) => {
  const t = useTranslations('rights')
  const navigate = useNavigate()
  const { at, ...rest } = search
  const go = (text: string) => {
    const moment = instantOfLocal(text, site.timeZone)
    if (text !== '' && moment === undefined) return
    const when = moment === undefined ? {} : { at: new Date(moment).toISOString() }
    void navigate({ to: '/access', search: { ...rest, ...when }, replace: true, resetScroll: false })
  }
  return (
    <Field label={t('at')}>
      {(ids) => (
        <input
          className="in"
          type="datetime-local"
          {...ids}
          value={at === undefined ? '' : localTextOf(Date.parse(at), site.timeZone)}
          onChange={(event) => go(event.target.value)}
        />
      )}
    </Field>
  )
}
