/** Bring a spreadsheet, look at what it will do, do it, take it back; and take everything with you. */
import {
  buttonClass,
  type Column,
  List,
  Loading,
  Notice,
  Section,
  State,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { BatchView } from './batch-view.tsx'
import { type Batch, type Listed, importQuery, importsQuery, uploadFile } from './queries.ts'
import { Model, Understood } from './understood.tsx'
import './import.css'

export const ImportPage = () => {
  const t = useTranslations('imports')
  const { id } = useSearch({ from: '/console/settings/import' })
  useTitle(t('title'))
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {id === undefined ? null : (
          <Link className={buttonClass()} to="/settings/import" search={{}}>
            {t('another')}
          </Link>
        )}
      </div>
      <div className="stack import-page">{id === undefined ? <Begin /> : <Looked key={id} id={id} />}</div>
    </div>
  )
}

const Looked = ({ id }: { id: string }) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...importQuery(id), throwOnError: false })
  if (error !== null) return <Notice kind="att">{problem(error)}</Notice>
  return data === undefined ? <Loading label={t('title')} lines={10} /> : <BatchView batch={data} />
}

const Begin = () => (
  <>
    <Drop />
    <Earlier />
    <Export />
  </>
)

const Drop = () => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isOver, setIsOver] = useState(false)
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: (batch) => {
      queries.setQueryData(importQuery(batch.id).queryKey, batch)
      void queries.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true })
      void navigate({ to: '/settings/import', search: { id: batch.id } })
    },
  })
  const take = (files: FileList | null) => {
    const [file] = files ?? []
    if (file !== undefined && !upload.isPending) upload.mutate(file)
  }
  return (
    <Section title={t('bring')}>
      {/* The device's own control takes what is dropped on it: unseen, it fills the place. */}
      <label className={isOver ? 'drop is-over' : 'drop'}>
        <b>{upload.isPending ? t('reading') : t('drop')}</b>
        <span className={buttonClass()} aria-hidden="true">
          {t('choose')}
        </span>
        <span className="note">{t('limits')}</span>
        <span className="note">{t('careful')}</span>
        <input
          type="file"
          accept=".csv,.txt,.tsv,.xlsx"
          aria-busy={upload.isPending}
          onDragEnter={() => setIsOver(true)}
          onDragLeave={() => setIsOver(false)}
          onDrop={() => setIsOver(false)}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </label>
      {upload.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(upload.error)}
        </Notice>
      )}
      <Model />
      <Understood />
    </Section>
  )
}

const MARK_OF: Readonly<Record<Batch['state'], 'ok' | 'wait' | 'off' | 'no'>> = {
  previewed: 'wait',
  applying: 'wait',
  applied: 'ok',
  undoing: 'wait',
  undone: 'no',
  forgotten: 'off',
}

const idOf = ({ id }: Listed): string => id

const Earlier = () => {
  const t = useTranslations('imports')
  const columns = useColumns()
  const { data } = useQuery({ ...importsQuery, throwOnError: false })
  if (data === undefined || data.data.length === 0) return null
  return (
    <Section title={t('earlier')}>
      <List
        label={t('earlier')}
        className="earlier"
        rows={data.data}
        columns={columns}
        idOf={idOf}
        find={{ text: ({ fileName }) => fileName }}
        empty={null}
      />
    </Section>
  )
}

const useColumns = (): readonly Column<Listed>[] => {
  const t = useTranslations('imports')
  const { when } = useMoments()
  const now = useNow(60_000)
  return [
    {
      key: 'file',
      head: t('earlierHead.file'),
      as: 'name',
      sort: ({ fileName }) => fileName,
      cell: ({ id, fileName }) => (
        <Link to="/settings/import" search={{ id }}>
          {fileName === '' ? t('unnamed') : fileName}
        </Link>
      ),
    },
    {
      key: 'when',
      head: t('earlierHead.when'),
      phone: 'aside',
      sort: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => when(Date.parse(createdAt), now),
    },
    {
      key: 'state',
      head: t('earlierHead.state'),
      phone: 'plain',
      sort: ({ state }) => t(`state.${state}`),
      cell: ({ state }) => <State kind={MARK_OF[state]}>{t(`state.${state}`)}</State>,
    },
  ]
}

const Export = () => {
  const t = useTranslations('imports')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  return (
    <Section title={t('export')}>
      <p className="soft export-text">{t('exportText')}</p>
      <a className={buttonClass()} href={`/api/v1/export?language=${language}`} download>
        {t('exportNow')}
      </a>
    </Section>
  )
}
