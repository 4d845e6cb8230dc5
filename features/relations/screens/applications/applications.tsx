/** The recruiters’ part of the desk: who applied, who may be called back, and what is looked for. */
import { Blank, Loading, Mark, type MarkKind, useMoments, GroupedTable } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Openings } from './openings.tsx'
import { applicationsQuery, type Line, talentsQuery } from './queries.ts'

const MARKS: Readonly<Record<Line['state'], MarkKind>> = {
  received: 'att',
  shortlist: 'wait',
  interview: 'wait',
  offer: 'wait',
  rejected: 'off',
  hired: 'ok',
  withdrawn: 'off',
}

export const Applications = ({ chosen }: { readonly chosen: string | undefined }) => {
  const t = useTranslations('outside.applications')
  const { data: open } = useQuery({ ...applicationsQuery('open'), throwOnError: true })
  const { data: closed } = useQuery(applicationsQuery('closed'))
  if (open === undefined) return <Loading label={t('open')} lines={6} />
  const groups = [
    { title: t('open'), lines: open.data },
    { title: t('closed'), lines: closed?.data ?? [] },
  ]
  return (
    <>
      <p className="lead">{t('lead')}</p>
      <GroupedTable
        className="outside"
        columns={2}
        groups={groups}
        blank={<Blank title={t('none')}>{t('noneText')}</Blank>}
        line={(line) => <Row key={line.id} line={line} isChosen={line.id === chosen} />}
      />
      <Talents />
      <Openings />
    </>
  )
}

const Row = ({ line, isChosen }: { readonly line: Line; readonly isChosen: boolean }) => {
  const t = useTranslations('outside.applications')
  const { date } = useMoments()
  return (
    <tr className={isChosen ? 'is-on' : undefined} aria-selected={isChosen}>
      <th scope="row">
        <Link to="/relations" search={{ part: 'applications', id: line.id }}>
          {line.personName}
        </Link>
        <span className="note">
          {line.position} · {t(`channel.${line.channel}`)}
        </span>
      </th>
      <td className="num">
        {date(Date.parse(line.receivedAt))}
        <span className="note">
          <Mark kind={MARKS[line.state]} /> {t(`state.${line.state}`)}
        </span>
      </td>
    </tr>
  )
}

const Talents = () => {
  const t = useTranslations('outside.applications')
  const { data } = useQuery(talentsQuery)
  const { civilDay } = useMoments()
  if (data === undefined) return null
  return (
    <section aria-labelledby="talents">
      <h2 id="talents">{t('talents')}</h2>
      {data.data.length === 0 ? <p className="note">{t('talentsNone')}</p> : null}
      <ul className="list">
        {data.data.map(({ id, personName, position, endsOn }) => (
          <li key={id} className="list-row">
            <span>
              {personName}
              <span className="note">
                {' '}
                {position} · {t('until', { day: civilDay(endsOn) })}
              </span>
            </span>
            <a href={`/api/v1/talents/${id}/cv`} download>
              {t('document.cv')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
