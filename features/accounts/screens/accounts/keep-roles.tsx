/** Takes a role of an account back, and gives it another. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Account, giveRole, takeRole } from '../roles/queries.ts'
import { useHeldWords } from './held-roles.tsx'
import { NO_WISH, RoleFields, useWanted } from './role-fields.tsx'

interface KeepRolesProps {
  readonly account: Account
  readonly isOnlyAdministrator: boolean
}

export const KeepRoles = ({ account, isOnlyAdministrator }: KeepRolesProps) => {
  const t = useTranslations('accounts')
  const problem = useProblemText()
  const words = useHeldWords()
  const queries = useQueryClient()
  const [isGiving, setGiving] = useState(false)
  const take = useMutation({
    mutationFn: takeRole,
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  })
  return (
    <div className="stack">
      {take.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(take.error)}
        </Notice>
      )}
      <ul className="held">
        {account.roles.map((held) => (
          <li key={held.id} className="row">
            <span>{words(held)}</span>
            {isOnlyAdministrator && held.role === 'administrator' ? (
              <span className="note">{t('lastAdministrator')}</span>
            ) : (
              <Button
                small
                aria-label={t('takeOf', { role: words(held) })}
                busy={take.isPending && take.variables.assignmentId === held.id}
                onClick={() => take.mutate({ accountId: account.id, assignmentId: held.id })}
              >
                {t('take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isGiving ? (
        <Give accountId={account.id} onDone={() => setGiving(false)} />
      ) : (
        <div className="row">
          <Button small onClick={() => setGiving(true)}>
            {t('give')}…
          </Button>
        </div>
      )}
    </div>
  )
}

interface GiveProps {
  readonly accountId: string
  readonly onDone: () => void
}

const Give = ({ accountId, onDone }: GiveProps) => {
  const t = useTranslations('accounts')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [wish, setWish] = useState(NO_WISH)
  const [tried, setTried] = useState(false)
  const wanted = useWanted(wish)
  const give = useMutation({
    mutationFn: giveRole,
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wanted !== undefined) give.mutate({ accountId, wanted })
  }
  return (
    <form className="stack" noValidate aria-label={t('give')} onSubmit={send}>
      {give.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(give.error)}
        </Notice>
      )}
      <RoleFields wish={wish} onChange={setWish} tried={tried} />
      <div className="row">
        <Button type="submit" busy={give.isPending}>
          {t('giveNow')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
