/** From somebody's own page: whether they are counted at a site, and the way to exempt them or count them again. */
import { Button } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Picked } from '../doors/person-field.tsx'
import { useMay } from '../resident/use-may.ts'
import { siteQuery } from '../rights/queries.ts'
import { OfPerson } from './not-counted.tsx'

export const ExemptPerson = ({ person }: { person: Picked }) => {
  const t = useTranslations('rules')
  const may = useMay('access.manage')
  const { data: sites } = useQuery({ ...siteQuery, enabled: may })
  const [isOpen, setOpen] = useState(false)
  if (!may || sites === undefined) return null
  if (!isOpen)
    return (
      <div className="row">
        <Button onClick={() => setOpen(true)}>{t('exemption')}…</Button>
      </div>
    )
  return (
    <div className="stack" role="group" aria-label={t('exemption')}>
      <b>{t('exemption')}</b>
      <p className="soft">{t('exemptionText', { person: person.name })}</p>
      {sites.data.map(({ id, name }) => (
        <div key={id} className="stack">
          {sites.data.length > 1 ? <b>{name}</b> : null}
          <OfPerson person={person} siteId={id} />
        </div>
      ))}
      <div className="row">
        <Button kind="text" onClick={() => setOpen(false)}>
          {t('close')}
        </Button>
      </div>
    </div>
  )
}
