/** The name of a view, and who else has it. */
import { Button, Select, TextField } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SavedView, ViewInput } from './queries.ts'

export interface ViewSite {
  readonly id: string
  readonly name: string
}

interface ViewFormProps {
  readonly sites: readonly ViewSite[]
  readonly filters: ViewInput['filters']
  /** To be renamed; a new one when left out. */
  readonly view: SavedView | undefined
  readonly busy: boolean
  readonly onSubmit: (input: ViewInput) => void
  readonly onCancel: () => void
}

export const ViewForm = ({ sites, filters, view, busy, onSubmit, onCancel }: ViewFormProps) => {
  const t = useTranslations('views')
  const [name, setName] = useState(view?.name ?? '')
  const [siteId, setSiteId] = useState(view?.siteId ?? '')
  const [isAsked, setAsked] = useState(false)
  const isMissing = name.trim() === ''
  return (
    <form
      className="view-form"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!isMissing) onSubmit({ name: name.trim(), siteId: siteId === '' ? null : siteId, filters })
      }}
    >
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoComplete="off"
        hint={filters.person === undefined ? undefined : t('person')}
        error={isAsked && isMissing ? t('nameMissing') : undefined}
      />
      <Select
        label={t('sharing')}
        value={siteId}
        onChange={setSiteId}
        options={[
          { value: '', label: t('onlyMe') },
          ...sites.map((site) => ({ value: site.id, label: t('withSite', { site: site.name }) })),
        ]}
      />
      <div className="row">
        <Button kind="main" small type="submit" busy={busy}>
          {t('keep')}
        </Button>
        <Button kind="text" small onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
