/** Where somebody was met, and what they agreed to there: the part of a file that files of shows have and others have not. */
import { Select } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type NewFile, showsQuery } from './queries.ts'
import { isOfShow, type Kind } from './search.ts'
import { useAgreement } from './use-agreement.tsx'

interface Meeting {
  readonly fields: ReactNode
  readonly body: Pick<NewFile, 'showId' | 'agreed'>
  /** Nobody is kept as met nowhere. */
  readonly isMissing: boolean
}

export const useMeeting = (kind: Kind, language: 'en' | 'fr'): Meeting => {
  const t = useTranslations('customers')
  const { data: shows } = useQuery({ ...showsQuery, enabled: isOfShow(kind) })
  const [chosen, setChosen] = useState('')
  const { fields, agreed } = useAgreement(kind, language)
  if (!isOfShow(kind)) return { fields: null, body: {}, isMissing: false }
  const options = (shows?.data ?? []).map(({ id, name, place, startsOn }) => ({
    value: id,
    label: `${name}, ${place}, ${startsOn}`,
  }))
  const showId = chosen === '' ? options[0]?.value : chosen
  return {
    fields: (
      <fieldset className="stack">
        <legend>{t('part.show')}</legend>
        <p className="note">{t(options.length === 0 ? 'shows.first' : 'without.show')}</p>
        <Select label={t('shows.one')} value={showId ?? ''} options={options} onChange={setChosen} />
        {fields}
      </fieldset>
    ),
    body: { ...(showId === undefined ? {} : { showId }), ...(agreed === undefined ? {} : { agreed }) },
    isMissing: showId === undefined,
  }
}
