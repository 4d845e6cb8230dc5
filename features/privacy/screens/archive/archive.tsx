/** Who is kept for a law or a case alone, by which rule and until when; and what is kept, read for a reason. */
import { Button, type Column, List, Loading, Section, useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { type Archived, archiveQuery } from './queries.ts'
import { ReadArchive } from './read-archive.tsx'

export const Archive = () => {
  const t = useTranslations('archive')
  const [open, setOpen] = useState<Archived>()
  const { data } = useQuery({ ...archiveQuery, throwOnError: (_, { state }) => state.data === undefined })
  const columns = useArchiveColumns(setOpen)
  return (
    <Section title={t('title')} note={t('note', { count: data?.length ?? 0 })}>
      <div className="stack">
        <p className="note">{t('lead')}</p>
        {data === undefined ? (
          <Loading label={t('title')} lines={2} />
        ) : (
          <List
            label={t('title')}
            rows={data}
            columns={columns}
            idOf={({ personId }) => personId}
            empty={<p className="soft">{t('none')}</p>}
          />
        )}
        {open === undefined ? null : (
          <ReadArchive key={open.personId} of={open} onDone={() => setOpen(undefined)} />
        )}
      </div>
    </Section>
  )
}

const useArchiveColumns = (onOpen: (of: Archived) => void): readonly Column<Archived>[] => {
  const t = useTranslations('archive')
  const { date } = useMoments()
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  return [
    {
      key: 'person',
      head: t('person'),
      as: 'name',
      sort: ({ personName }) => personName,
      cell: ({ personName }) => personName,
    },
    {
      key: 'why',
      head: t('why'),
      cell: ({ rules, cases }) => (
        <>
          {rules.map(({ id, sentence, ground }) => (
            <p key={id}>
              {sentence[language]} <span className="soft">{ground}</span>
            </p>
          ))}
          {cases.map(({ caseName, reason }) => (
            <p key={caseName}>
              {caseName} <span className="soft">{reason}</span>
            </p>
          ))}
        </>
      ),
    },
    {
      key: 'since',
      head: t('since'),
      sort: ({ since }) => since,
      cell: ({ since }) => date(Date.parse(since)),
    },
    {
      key: 'until',
      head: t('until'),
      cell: ({ until, cases }) => {
        const last = [until, ...cases.map(({ endsOn }) => endsOn)]
          .filter((one) => one !== null)
          .toSorted()
          .at(-1)
        return last === undefined ? '' : date(Date.parse(last))
      },
    },
    {
      key: 'doing',
      head: t('doing'),
      hideHead: true,
      as: 'act',
      cell: (one) => <Button onClick={() => onOpen(one)}>{t('open')}</Button>,
    },
  ]
}
