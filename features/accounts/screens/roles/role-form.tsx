/** A role of one's own: its name, what it may do, over what it may be given; and the way to retire it. */
import { Button, Notice, Section, TextField, useProblemText, useWords } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { retireRole, type Role, type RoleContent, rolesQuery, saveRole } from './queries.ts'

const SCOPES = ['organization', 'site', 'own'] as const

interface RoleFormProps {
  /** Left out: a new one. */
  readonly role: Role | undefined
  readonly permissions: RoleContent['permissions']
  readonly onDone: () => void
}

export const RoleForm = ({ role, permissions, onDone }: RoleFormProps) => {
  const t = useTranslations('roles')
  const words = useWords()
  const problem = useProblemText()
  const [name, setName] = useState(role?.name ?? '')
  const [chosen, setChosen] = useState(permissions.filter((one) => role?.permissions.includes(one)))
  const [scopes, setScopes] = useState<RoleContent['scopes']>(role?.scopes ?? ['organization'])
  const [tried, setTried] = useState(false)
  const { save, retire } = useKeeping(role, onDone)
  const isMissing = name.trim() === '' || chosen.length === 0 || scopes.length === 0
  const error = save.error ?? retire.error
  return (
    <Section title={role === undefined ? t('make') : t('change', { role: role.name ?? '' })}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!isMissing) save.mutate({ name: name.trim(), permissions: chosen, scopes })
        }}
      >
        {error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(error)}
          </Notice>
        )}
        {tried && isMissing ? <Notice kind="att">{t('missing')}</Notice> : null}
        <TextField label={t('name')} value={name} onChange={setName} maxLength={100} />
        <Choices
          label={t('permission')}
          all={permissions}
          chosen={chosen}
          nameOf={(permission) => words(`permission.${permission}`) ?? permission}
          onChange={setChosen}
        />
        <Choices
          label={t('over')}
          all={SCOPES}
          chosen={scopes}
          nameOf={(scope) => t(`scope.${scope}`)}
          onChange={setScopes}
        />
        <div className="row">
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
          <Button kind="text" onClick={onDone}>
            {t('cancel')}
          </Button>
          {role === undefined ? null : (
            <Button kind="danger" busy={retire.isPending} onClick={() => retire.mutate(role)}>
              {t('retire')}
            </Button>
          )}
        </div>
      </form>
    </Section>
  )
}

const useKeeping = (role: Role | undefined, onDone: () => void) => {
  const queries = useQueryClient()
  const settled = {
    onSettled: () => queries.invalidateQueries({ queryKey: rolesQuery.queryKey }),
    onSuccess: onDone,
  }
  return {
    save: useMutation({ mutationFn: (content: RoleContent) => saveRole(role, content), ...settled }),
    retire: useMutation({ mutationFn: retireRole, ...settled }),
  }
}

interface ChoicesProps<Value extends string> {
  readonly label: string
  readonly all: readonly Value[]
  readonly chosen: readonly Value[]
  readonly nameOf: (value: Value) => string
  readonly onChange: (values: Value[]) => void
}

export const Choices = <Value extends string>({
  label,
  all,
  chosen,
  nameOf,
  onChange,
}: ChoicesProps<Value>) => (
  <fieldset className="choices">
    <legend className="lbl">{label}</legend>
    {all.map((value) => (
      <label key={value} className="opt">
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={({ target }) =>
            onChange(all.filter((one) => (one === value ? target.checked : chosen.includes(one))))
          }
        />
        {nameOf(value)}
      </label>
    ))}
  </fieldset>
)
