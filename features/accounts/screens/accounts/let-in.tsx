/** On a resident's page: whether they sign in, and one press to let them, over what is their own and nothing else. */
import { Button, Notice, Section, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Account, rolesQuery } from '../roles/queries.ts'
import { looksLikeEmail } from '../sign-in/looks-like-email.ts'
import { meQuery } from '../sign-in/me.ts'
import { AccountState, useLastCame } from './account-state.tsx'
import { LinkFor, useLink } from './handed-link.tsx'
import { accountOfQuery, invite } from './queries.ts'
import './accounts.css'

interface Resident {
  readonly id: string
  readonly email: string | null
}

/** Nothing is shown to whoever may not look at accounts. */
export const LetIn = ({ person }: { readonly person: Resident }) => {
  const t = useTranslations('accounts.letIn')
  const { data: me } = useQuery(meQuery)
  const may = (wanted: string) => me?.grants.some(({ permission }) => permission === wanted) === true
  const { data: account } = useQuery({
    ...accountOfQuery(person.id),
    enabled: may('accounts.read'),
    throwOnError: false,
  })
  const queries = useQueryClient()
  const link = useLink()
  const inviting = useMutation({
    mutationFn: invite,
    onSuccess: ({ id }) => link.mutate(id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  })
  const mayManage = may('accounts.manage')
  if (account === undefined || (account === null && !mayManage && inviting.data === undefined)) return null
  const known = account ?? inviting.data
  return (
    <Section title={t('title')}>
      {known === undefined ? (
        <Ask
          email={person.email}
          busy={inviting.isPending}
          error={inviting.error}
          onAsk={(email, roleId) =>
            inviting.mutate({
              personId: person.id,
              email,
              roles: [{ roleId, scope: { kind: 'own' }, until: null }],
            })
          }
        />
      ) : link.isIdle ? (
        <Known account={known} onLink={mayManage ? () => link.mutate(known.id) : undefined} />
      ) : (
        <LinkFor account={known} making={link} onDone={link.reset} />
      )}
    </Section>
  )
}

interface KnownProps {
  readonly account: Account
  readonly onLink: (() => void) | undefined
}

const Known = ({ account, onLink }: KnownProps) => {
  const t = useTranslations('accounts')
  const lastCame = useLastCame()
  return (
    <div className="stack">
      <p className="fact">
        <AccountState account={account} />
        <span className="came note">{lastCame(account)}</span>
      </p>
      <div className="row">
        {onLink === undefined || account.status === 'suspended' ? null : (
          <Button small onClick={onLink}>
            {t('link')}
          </Button>
        )}
        <Link to="/settings/accounts">{t('letIn.manage')}</Link>
      </div>
    </div>
  )
}

interface AskProps {
  readonly email: string | null
  readonly busy: boolean
  readonly error: Error | null
  readonly onAsk: (email: string, roleId: string) => void
}

const Ask = ({ email: onFile, busy, error, onAsk }: AskProps) => {
  const t = useTranslations('accounts')
  const problem = useProblemText()
  const { data: roles } = useQuery({ ...rolesQuery, throwOnError: false })
  const role = roles?.data.find(({ code }) => code === 'resident')
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const email = onFile ?? typed.trim()
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (looksLikeEmail(email) && role !== undefined) onAsk(email, role.id)
  }
  return (
    <form className="stack" noValidate onSubmit={send}>
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      <p className="fact">{t('letIn.none')}</p>
      {onFile === null ? (
        <TextField
          label={t('letIn.email')}
          type="email"
          autoComplete="off"
          value={typed}
          onChange={setTyped}
          error={tried && !looksLikeEmail(email) ? t('emailWrong') : undefined}
        />
      ) : null}
      <div className="row">
        <Button type="submit" busy={busy}>
          {t('letIn.act')}
        </Button>
      </div>
    </form>
  )
}
