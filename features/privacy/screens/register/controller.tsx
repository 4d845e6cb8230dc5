/** Who answers for the data: said on every notice, so a register without it is not published. */
import type { Register } from '@loge/features/law/core'
import { Button, Notice, Section, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { writeDraft } from './queries.ts'

interface ControllerProps {
  readonly content: Register
  readonly hash: string | null
  readonly mayManage: boolean
}

export const Controller = ({ content, hash, mayManage }: ControllerProps) => {
  const t = useTranslations('registerDesk')
  const [isOpen, setOpen] = useState(false)
  const { name, legalForm = '', registration = '', address, email, dpo } = content.controller
  return (
    <Section title={t('controller')}>
      <div className="rule-line">
        <span>
          {[name, legalForm, registration, address, email].filter((part) => part !== '').join(', ') ||
            t('controllerUnknown')}
          {dpo === null ? null : (
            <span className="note">{`${t('officerField.name')} · ${dpo.name}, ${dpo.email}`}</span>
          )}
        </span>
        <span />
        {mayManage ? (
          <Button
            small
            aria-expanded={isOpen}
            aria-label={t('changeController')}
            onClick={() => setOpen(!isOpen)}
          >
            {t('change')}
          </Button>
        ) : null}
      </div>
      {isOpen ? <ControllerForm content={content} hash={hash} close={() => setOpen(false)} /> : null}
    </Section>
  )
}

interface OfficerProps {
  readonly dpo: Register['controller']['dpo']
  readonly change: (dpo: Register['controller']['dpo']) => void
}

/** Whoever appointed one says how people reach them. */
const Officer = ({ dpo, change }: OfficerProps) => {
  const t = useTranslations('registerDesk')
  return (
    <>
      <label className="opt">
        <input
          type="checkbox"
          checked={dpo !== null}
          onChange={({ target }) => change(target.checked ? { name: '', email: '', address: '' } : null)}
        />{' '}
        {t('hasOfficer')}
      </label>
      {dpo === null
        ? null
        : (['name', 'email', 'address'] as const).map((field) => (
            <TextField
              key={field}
              label={t(`officerField.${field}`)}
              value={dpo[field]}
              onChange={(value) => change({ ...dpo, [field]: value })}
            />
          ))}
    </>
  )
}

interface FormProps {
  readonly content: Register
  readonly hash: string | null
  readonly close: () => void
}

const ControllerForm = ({ content, hash, close }: FormProps) => {
  const t = useTranslations('registerDesk')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [controller, setController] = useState(content.controller)
  const save = useMutation({
    mutationFn: () => writeDraft({ content: { ...content, controller }, replaces: hash }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['register'] })
      close()
    },
  })
  return (
    <form
      className="stack rule-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {(['name', 'legalForm', 'registration', 'address', 'email', 'phone'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`controllerField.${field}`)}
          value={controller[field] ?? ''}
          {...(field === 'registration' ? { hint: t('registrationHint') } : {})}
          onChange={(value) => setController({ ...controller, [field]: value })}
        />
      ))}
      <Officer dpo={controller.dpo} change={(dpo) => setController({ ...controller, dpo })} />
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
