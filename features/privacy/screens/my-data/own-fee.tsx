/** A fee that waits for one’s answer: accepted, or the request withdrawn. Nothing is done before. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useMoney } from '../requests/use-money.ts'
import { answerFee, myRequestsQuery, type OwnRequest } from './queries.ts'

export const OwnFee = ({ id, fee }: { id: string; fee: NonNullable<OwnRequest['feeAsked']> }) => {
  const t = useTranslations('myData.ask')
  const money = useMoney()
  const problem = useProblemText()
  const queries = useQueryClient()
  const answer = useMutation({
    mutationFn: (said: 'accept' | 'withdraw') => answerFee(id, said),
    onSettled: () => queries.invalidateQueries({ queryKey: myRequestsQuery.queryKey }),
  })
  return (
    <div className="stack">
      <Notice kind="att">{t('fee', { sum: money(fee.cents, fee.currency) })}</Notice>
      {answer.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(answer.error)}
        </Notice>
      )}
      <div className="row">
        <Button busy={answer.isPending} onClick={() => answer.mutate('accept')}>
          {t('feeAccept')}
        </Button>
        <Button kind="text" busy={answer.isPending} onClick={() => answer.mutate('withdraw')}>
          {t('feeWithdraw')}
        </Button>
      </div>
    </div>
  )
}
