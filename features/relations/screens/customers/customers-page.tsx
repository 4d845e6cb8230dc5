/** Whoever buys or may buy: their files, one kind at a time, and only the kinds one keeps. */
import { meQuery } from '@loge/features/accounts/screens'
import { Button, Blank, Fold, Loading, Mark, Seg, useMoments, useTitle, GroupedTable } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FilePane } from './file-pane.tsx'
import { OpenForm } from './open-form.tsx'
import { filesQuery, type Line, offersQuery } from './queries.ts'
import { isOfShow, kindsFor, type Kind } from './search.ts'
import { Shows } from './shows.tsx'

/** What one holds for the whole organization. */
const useMay = () => {
  const { data: me } = useQuery(meQuery)
  return (wanted: string): boolean =>
    me?.grants.some(({ permission, scope }) => permission === wanted && scope.kind === 'organization') ===
    true
}

export const CustomersPage = () => {
  const may = useMay()
  const t = useTranslations('customers')
  const kinds = kindsFor(may)
  const { kind: asked, id } = useSearch({ from: '/console/customers' })
  const kind = kinds.find((one) => one === asked) ?? kinds[0] ?? 'prospect'
  const go = useNavigate()
  const [isAdding, setAdding] = useState(false)
  useTitle(t('title'))
  return (
    <div className={id === undefined ? undefined : 'with-pane'}>
      <div className="page">
        <div className="page-head">
          <div>
            <h1>{t('title')}</h1>
            <p className="lead">{t(`lead.${kind}`)}</p>
          </div>
          <div className="acts">
            <Seg
              label={t('kinds')}
              value={kind}
              options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(next) => {
                setAdding(false)
                void go({ to: '/customers', search: { kind: next } })
              }}
            />
          </div>
        </div>
        {isAdding ? (
          <OpenForm key={kind} kind={kind} close={() => setAdding(false)} />
        ) : (
          <div>
            <Button onClick={() => setAdding(true)}>{t('open')}…</Button>
          </div>
        )}
        <Files kind={kind} chosen={id} />
        <Offers kind={kind} />
        {isOfShow(kind) ? <Shows /> : null}
      </div>
      {id === undefined ? null : (
        <FilePane key={id} kind={kind} id={id} mayConvert={may('customers.manage')} />
      )}
    </div>
  )
}

interface FilesProps {
  readonly kind: Kind
  readonly chosen: string | undefined
}

const Files = ({ kind, chosen }: FilesProps) => {
  const t = useTranslations('customers')
  const { data: open } = useQuery({
    ...filesQuery(kind, 'open'),
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const { data: ended } = useQuery(filesQuery(kind, 'ended'))
  if (open === undefined) return <Loading label={t('title')} lines={6} />
  const groups = [
    { title: t('group.review'), lines: open.data.filter(({ reviewBy }) => reviewBy !== null) },
    { title: t('group.open'), lines: open.data.filter(({ reviewBy }) => reviewBy === null) },
    { title: t('group.ended'), lines: ended?.data ?? [] },
  ]
  return (
    <GroupedTable
      columns={3}
      groups={groups}
      blank={<Blank title={t('none')}>{t('noneText')}</Blank>}
      head={
        <tr>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('company')}</th>
          <th scope="col" className="num">
            {t('lastContact')}
          </th>
        </tr>
      }
      line={(line) => <Row key={line.id} line={line} isChosen={line.id === chosen} />}
    />
  )
}

const Row = ({ line, isChosen }: { readonly line: Line; readonly isChosen: boolean }) => {
  const t = useTranslations('customers')
  const { date } = useMoments()
  return (
    <tr className={isChosen ? 'is-on' : undefined} aria-selected={isChosen}>
      <th scope="row">
        <Link to="/customers" search={{ kind: line.kind, id: line.id }}>
          {line.personName}
        </Link>
      </th>
      <td>
        {line.company ?? '–'}{' '}
        {line.reviewBy === null ? null : (
          <span className="note">
            <Mark kind="att" /> {t('reviewBy', { day: date(Date.parse(line.reviewBy)) })}
          </span>
        )}
      </td>
      <td className="num">{date(Date.parse(line.lastContactAt))}</td>
    </tr>
  )
}

/** Who may be written to about offers: looked for only when it is asked for. */
const Offers = ({ kind }: { readonly kind: Kind }) => {
  const t = useTranslations('customers')
  const [isShown, setShown] = useState(false)
  const { data } = useQuery({ ...offersQuery(kind), enabled: isShown })
  return (
    <Fold summary={t('offers')} onToggle={setShown}>
      <p className="note">{t('offersText')}</p>
      {data === undefined ? null : data.data.length === 0 ? (
        <p className="soft">{t('offersNone')}</p>
      ) : (
        <ul className="list">
          {data.data.map(({ id, name, company, title, workEmail }) => (
            <li key={id}>{[name, title, company, workEmail].filter((part) => part !== null).join(' · ')}</li>
          ))}
        </ul>
      )}
    </Fold>
  )
}
