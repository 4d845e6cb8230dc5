/** Who answers for the data: said on every notice, so a register without it is not published. */
import type { Register } from '@loge/features/law/core'
import { Button, Section, TextField } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Draft, DraftForm, type Drafting } from './draft-form.tsx'

interface ControllerProps extends Draft {
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

const ControllerForm = (drafting: Drafting) => {
  const t = useTranslations('registerDesk')
  const [controller, setController] = useState(drafting.content.controller)
  return (
    <DraftForm {...drafting} changed={() => ({ ...drafting.content, controller })}>
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
    </DraftForm>
  )
}
