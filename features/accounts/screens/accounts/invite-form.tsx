/** Invites somebody: who, at which address, with which role; then their link, to hand over. */
import { Button, Notice, Section, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { looksLikeEmail } from '../sign-in/looks-like-email.ts'
import { LinkFor, useLink } from './handed-link.tsx'
import { emailOnFileQuery, type Invitation, invite } from './queries.ts'
import { NO_WISH, RoleFields, useWanted } from './role-fields.tsx'
import { isNamed, NOBODY, WhoFields } from './who-fields.tsx'

export const InviteForm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('accounts')
  const queries = useQueryClient()
  const link = useLink()
  const inviting = useMutation({
    mutationFn: invite,
    onSuccess: ({ id }) => link.mutate(id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  })
  return (
    <Section title={t('invite')}>
      {inviting.data === undefined ? (
        <Wishes busy={inviting.isPending} error={inviting.error} onInvite={inviting.mutate} onDone={onDone} />
      ) : (
        <LinkFor account={inviting.data} making={link} onDone={onDone} />
      )}
    </Section>
  )
}

interface WishesProps {
  readonly busy: boolean
  readonly error: Error | null
  readonly onInvite: (wanted: Invitation) => void
  readonly onDone: () => void
}

const Wishes = ({ busy, error, onInvite, onDone }: WishesProps) => {
  const t = useTranslations('accounts')
  const problem = useProblemText()
  const [who, setWho] = useState(NOBODY)
  const [typed, setEmail] = useState<string>()
  const [wish, setWish] = useState(NO_WISH)
  const [tried, setTried] = useState(false)
  const role = useWanted(wish)
  // What is on file is offered, until somebody writes another.
  const onFile = useQuery({ ...emailOnFileQuery(who.known?.id ?? ''), enabled: who.known !== undefined })
  const email = typed ?? (who.known === undefined ? null : onFile.data) ?? ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isNamed(who) || !looksLikeEmail(email) || role === undefined) return
    const { known, givenName, familyName } = who
    const person =
      known === undefined
        ? { newPerson: { givenName: givenName.trim(), familyName: familyName.trim() } }
        : { personId: known.id }
    onInvite({ ...person, email: email.trim(), roles: [role] })
  }
  return (
    <form className="stack invite" noValidate aria-label={t('invite')} onSubmit={send}>
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      <WhoFields who={who} onChange={setWho} tried={tried} />
      <TextField
        label={t('email')}
        hint={t('emailHint')}
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        error={tried && !looksLikeEmail(email) ? t('emailWrong') : undefined}
      />
      <RoleFields wish={wish} onChange={setWish} tried={tried} />
      <div className="row">
        <Button kind="main" type="submit" busy={busy}>
          {t('send')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
