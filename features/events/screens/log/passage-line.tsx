/** One passage as a sentence of the logbook: the whole line leads to its event; what it was made of unfolds under it. */
import { Icon, LogLine, useMoments } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Passage } from './passages.ts'
import type { EventSearch } from './search.ts'
import { useEventWords } from './use-event-words.ts'

interface PassageLineProps {
  readonly passage: Passage
  readonly isNew?: boolean
  /** Said by the page around it already. */
  readonly hideWhere?: boolean
  /** What the log is narrowed to where the link leads. */
  readonly search?: EventSearch
  /** Who ordered it and why. */
  readonly order?: ReactNode
}

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1)

export const PassageLine = ({
  passage,
  isNew = false,
  hideWhere = false,
  search = {},
  order,
}: PassageLineProps) => {
  const t = useTranslations('events')
  const say = useEventWords()
  const { second } = useMoments()
  const [isOpen, setIsOpen] = useState(false)
  const { head, parts } = passage
  const words = say(head)
  const where = hideWhere ? undefined : words.where
  return (
    <LogLine
      at={head.filedAt}
      time={second(Date.parse(head.filedAt))}
      mark={words.mark}
      isNew={isNew}
      act={
        parts.length < 2 ? (
          <Icon name="caret-right" small />
        ) : (
          <button
            type="button"
            className="log-more"
            aria-expanded={isOpen}
            aria-label={t('steps', { count: parts.length })}
            title={t('steps', { count: parts.length })}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon name="caret-down" small />
          </button>
        )
      }
    >
      {where === undefined ? null : <b>{where}</b>}
      {where === undefined ? null : t('between')}
      <Link className="quiet" to="/events" search={{ ...search, event: head.id }}>
        {where === undefined ? words.what : lowerFirst(words.what)}
      </Link>
      {words.withWhat === undefined ? null : `, ${words.withWhat}`}
      {order}
      {head.late ? <span className="tag log-late">{t('late')}</span> : null}
      {isOpen ? (
        <ol className="log-steps">
          {parts.map((part) => (
            <li key={part.id}>
              <time dateTime={part.filedAt}>{second(Date.parse(part.filedAt))}</time>{' '}
              <Link className="quiet" to="/events" search={{ ...search, event: part.id }}>
                {say(part).what}
              </Link>
            </li>
          ))}
        </ol>
      ) : null}
    </LogLine>
  )
}
