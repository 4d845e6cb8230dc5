/** The queue: what waits for an answer first, then what was answered, then what is closed. */
import { Blank, Mark, type MarkKind, useMoments, GroupedTable } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type Line, messagesQuery } from './queries.ts'

const MARKS: Readonly<Record<Line['state'], MarkKind>> = {
  new: 'att',
  assigned: 'wait',
  answered: 'ok',
  closed: 'off',
}

interface MessagesProps {
  readonly open: readonly Line[]
  readonly chosen: string | undefined
}

export const Messages = ({ open, chosen }: MessagesProps) => {
  const t = useTranslations('outside')
  const { data: closed } = useQuery(messagesQuery('closed'))
  const isWaiting = ({ state }: Line) => state === 'new' || state === 'assigned'
  const groups = [
    { title: t('group.waiting'), lines: open.filter(isWaiting) },
    { title: t('group.answered'), lines: open.filter((line) => !isWaiting(line)) },
    { title: t('group.closed'), lines: closed?.data ?? [] },
  ]
  return (
    <GroupedTable
      className="outside"
      columns={3}
      groups={groups}
      blank={<Blank title={t('none')}>{t('noneText')}</Blank>}
      head={
        <tr>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('team')}</th>
          <th scope="col" className="num">
            {t('received')}
          </th>
        </tr>
      }
      line={(line) => <Row key={line.id} line={line} isChosen={line.id === chosen} />}
    />
  )
}

const Row = ({ line, isChosen }: { readonly line: Line; readonly isChosen: boolean }) => {
  const t = useTranslations('outside')
  const { date } = useMoments()
  return (
    <tr className={isChosen ? 'is-on' : undefined} aria-selected={isChosen}>
      <th scope="row">
        <Link to="/relations" search={{ id: line.id }}>
          {line.personName}
        </Link>
        <span className="note">{t(`subject.${line.subject}`)}</span>
      </th>
      <td>
        {t(`team_.${line.team}`)}
        <span className="note">
          <Mark kind={MARKS[line.state]} /> {t(`state.${line.state}`)}
        </span>
      </td>
      <td className="num">{date(Date.parse(line.receivedAt))}</td>
    </tr>
  )
}
