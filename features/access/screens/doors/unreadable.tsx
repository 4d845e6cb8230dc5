/** What arrived from equipment and could not be read, latest first: for whoever connects a device. */
import { type Column, List, Section, useMoments, useNow, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { unknownPayloadsQuery } from '../residence/asked-in-panes.ts'

type Payload = NonNullable<ReturnType<typeof usePayloads>>[number]

const usePayloads = () => useQuery(unknownPayloadsQuery).data

const idOf = ({ edgeId, topic, why, detail }: Payload): string => `${edgeId} ${topic} ${why} ${detail ?? ''}`

export const Unreadable = () => {
  const t = useTranslations('doors')
  const rows = usePayloads() ?? []
  const columns = useColumns()
  if (rows.length === 0) return null
  return (
    <div className="unreadable">
      <Section title={t('unreadable.title')} note={t('unreadable.note')}>
        <List
          label={t('unreadable.title')}
          rows={rows}
          columns={columns}
          idOf={idOf}
          find={{ text: ({ topic }) => topic.replaceAll('/', ' ') }}
          empty={null}
        />
      </Section>
    </div>
  )
}

const useColumns = (): readonly Column<Payload>[] => {
  const t = useTranslations('doors')
  const words = useWords()
  const { ago } = useMoments()
  const now = useNow(60_000)
  return [
    {
      key: 'topic',
      head: t('unreadable.head.topic'),
      as: 'name',
      sort: ({ topic }) => topic,
      cell: ({ topic, why, detail }) => (
        <>
          {topic}{' '}
          <span className="note">
            {words(`equipment.unknown.${why}`)} {detail}
          </span>
        </>
      ),
    },
    {
      key: 'count',
      head: t('unreadable.head.count'),
      as: 'figure',
      phone: 'plain',
      sort: ({ count }) => count,
      cell: ({ count }) => t('unreadable.count', { count }),
    },
    {
      key: 'last',
      head: t('unreadable.head.last'),
      as: 'figure',
      sort: ({ lastAt }) => Date.parse(lastAt),
      cell: ({ lastAt }) => ago(Date.parse(lastAt), now),
    },
  ]
}
