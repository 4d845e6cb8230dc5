/** How one is reached, corrected by oneself. It holds at once; the name is changed by somebody who sees a proof of it. */
import { Button, Notice, Section, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { changeContact, type Contact, type MyData, myDataQuery } from './queries.ts'

const FIELDS = [
  ['email', 'email'],
  ['mobile', 'tel'],
  ['landline', 'tel'],
] as const
type FieldName = (typeof FIELDS)[number][0]

export const ContactForm = ({ contact }: { readonly contact: Contact }) => {
  const t = useTranslations('myData')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Partial<Record<FieldName, string>>>({})
  const save = useMutation({
    mutationFn: () =>
      changeContact(
        contact,
        Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.trim() || null])),
      ),
    onSuccess: (changed) => {
      queries.setQueryData<MyData>(myDataQuery.queryKey, (data) => data && { ...data, contact: changed })
      setTyped({})
    },
  })
  const isChanged = Object.entries(typed).some(([name, text]) => text !== (contact[name as FieldName] ?? ''))
  return (
    <Section title={t('correct')}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged) save.mutate()
        }}
      >
        <p>
          <b>
            {contact.givenName} {contact.familyName}
          </b>{' '}
          <span className="soft">{t('nameNote')}</span>
        </p>
        {FIELDS.map(([name, type]) => (
          <TextField
            key={name}
            label={t(`contact.${name}`)}
            type={type}
            autoComplete={type === 'email' ? 'email' : 'tel'}
            value={typed[name] ?? contact[name] ?? ''}
            onChange={(text) => {
              save.reset()
              setTyped({ ...typed, [name]: text })
            }}
          />
        ))}
        {save.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(save.error)}
          </Notice>
        )}
        {save.isSuccess ? (
          <Notice kind="ok" announce="polite">
            {t('corrected')}
          </Notice>
        ) : null}
        <div className="row">
          <Button type="submit" kind="main" busy={save.isPending} off={!isChanged}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
