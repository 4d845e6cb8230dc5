/** Who looked at one's own passages or name, when, and why. */
import {
  Button,
  Loading,
  Log,
  LogLine,
  Notice,
  Section,
  useMoments,
  useNow,
  useProblemText,
  useWords,
} from '@loge/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { myLooksQuery } from './queries.ts'

export const MyLooks = () => {
  const t = useTranslations('look')
  const problem = useProblemText()
  const words = useWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  const list = useInfiniteQuery({ ...myLooksQuery, throwOnError: false })
  const looks = list.data?.pages.flatMap(({ data }) => data)
  const moment = (text: string | null) => (text === null ? '' : when(Date.parse(text), now))
  return (
    <Section title={t('mineTitle')}>
      <p className="note">{t('mineText')}</p>
      {looks === undefined ? (
        list.error === null ? (
          <Loading label={t('mineTitle')} />
        ) : (
          <Notice kind="att">{problem(list.error)}</Notice>
        )
      ) : looks.length === 0 ? (
        <p className="fact">{t('mineNone')}</p>
      ) : (
        <Log label={t('mineTitle')}>
          {looks.map((look) => {
            const who = look.by ?? t('who')
            const reason = words(`look.reasons.${look.reason}`) ?? look.reason
            return (
              <LogLine key={look.id} at={look.at} time={moment(look.at)} mark="wait">
                {look.what === 'name'
                  ? t('mineName', { who })
                  : t('mineMovements', { who, from: moment(look.from), until: moment(look.until) })}{' '}
                <span className="faint">
                  {look.words === null ? reason : t('saying', { reason, words: look.words })}
                </span>
              </LogLine>
            )
          })}
        </Log>
      )}
      {list.hasNextPage ? (
        <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
    </Section>
  )
}
