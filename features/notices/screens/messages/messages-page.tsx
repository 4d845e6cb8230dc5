/** The letters Loge sent or could not send: to whom, what about, what became of each, and another try. */
import {
  Blank,
  Button,
  Loading,
  Notice,
  Section,
  Seg,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
  useWords,
} from '@loge/ui'
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LetterState } from './letter-state.tsx'
import { type Letter, lettersQuery, tryAgain, writeToMyself } from './queries.ts'
import './messages.css'

const LOOK_AGAIN_MS = 5000

/** What was done changes the list at once. */
const useAct = <Input,>(act: (input: Input) => Promise<Letter>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  })
}

interface MessagesPageProps {
  /** Whether whoever looks may have letters sent. */
  readonly mayManage: boolean
}

export const MessagesPage = ({ mayManage }: MessagesPageProps) => {
  const t = useTranslations('messages')
  useTitle(t('title'))
  const problem = useProblemText()
  const [shown, setShown] = useState<'all' | 'failed' | 'given_up' | 'waiting'>('all')
  const list = useInfiniteQuery({
    ...lettersQuery(shown === 'all' ? undefined : shown),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const test = useAct<void>(writeToMyself)
  const letters = list.data?.pages.flatMap((page) => page.data)
  const mailIsSetUp = list.data?.pages[0]?.mailIsSetUp
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {mayManage ? (
          <Button busy={test.isPending} onClick={() => test.mutate()}>
            {t('test')}
          </Button>
        ) : null}
      </div>
      <div className="stack letters">
        {mailIsSetUp === false ? <Notice kind="att">{t('notSetUp')}</Notice> : null}
        {test.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(test.error)}
          </Notice>
        )}
        {test.data === undefined ? null : (
          <Notice kind="ok" announce="polite">
            {t('testAsked')}
          </Notice>
        )}
        <Seg
          label={t('show')}
          value={shown}
          options={(['all', 'waiting', 'failed', 'given_up'] as const).map((value) => ({
            value,
            label: t(`shown.${value}`),
          }))}
          onChange={setShown}
        />
        {letters === undefined ? (
          <Loading label={t('title')} lines={6} />
        ) : letters.length === 0 ? (
          <Blank title={t(shown === 'all' ? 'none' : 'noneSuch')}>
            {shown === 'all' ? t('noneText') : null}
          </Blank>
        ) : (
          <Letters letters={letters} mayManage={mayManage} />
        )}
        {list.hasNextPage ? (
          <Button kind="text" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

const Letters = ({
  letters,
  mayManage,
}: {
  readonly letters: readonly Letter[]
  readonly mayManage: boolean
}) => {
  const t = useTranslations('messages')
  const words = useWords()
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const again = useAct(tryAgain)
  return (
    <Section title={t('letters')} note={t('kept')}>
      {again.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(again.error)}
        </Notice>
      )}
      <ul className="list">
        {letters.map((letter) => (
          <li key={letter.id} className="list-row">
            <span>
              <b>{words(`letterTemplate.${letter.template}`) ?? letter.template}</b>
              <span className="note">
                {t('to', {
                  name: letter.accountName ?? t('gone'),
                  time: when(Date.parse(letter.createdAt), now),
                })}
              </span>
            </span>
            <LetterState letter={letter} />
            {mayManage && (letter.state === 'failed' || letter.state === 'given_up') ? (
              <Button
                small
                busy={again.isPending && again.variables === letter.id}
                onClick={() => again.mutate(letter.id)}
              >
                {t('again')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
