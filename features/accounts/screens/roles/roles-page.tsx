/** What each role may do, as one table; roles of one's own beside those that come with the product; who stands in for whom. */
import { Button, Loading, Mark, Section, useTitle, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { meQuery } from '../sign-in/me.ts'
import { type Role, rolesQuery } from './queries.ts'
import { RoleForm } from './role-form.tsx'
import { StandIns } from './stand-ins.tsx'
import { useRoleName } from './use-role-name.ts'
import './roles.css'

export const RolesPage = () => {
  const t = useTranslations('roles')
  useTitle(t('title'))
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery({
    ...rolesQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const [edited, setEdited] = useState<Role | 'new'>()
  const mayManage =
    me?.grants.some(
      ({ permission, scope }) => permission === 'accounts.manage' && scope.kind === 'organization',
    ) === true
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {mayManage && edited === undefined ? (
          <Button kind="main" onClick={() => setEdited('new')}>
            {t('make')}
          </Button>
        ) : null}
      </div>
      <div className="stack">
        {data === undefined ? <Loading label={t('title')} lines={8} /> : null}
        {data === undefined || edited === undefined ? null : (
          <RoleForm
            key={edited === 'new' ? 'new' : edited.id}
            role={edited === 'new' ? undefined : edited}
            permissions={data.permissions}
            onDone={() => setEdited(undefined)}
          />
        )}
        {data === undefined ? null : (
          <>
            <Matrix
              roles={data.data}
              permissions={data.permissions}
              onEdit={mayManage ? setEdited : undefined}
            />
            <StandIns roles={data.data} />
            <p>
              <Link to="/settings/accounts">{t('accounts')}</Link>
            </p>
          </>
        )}
      </div>
    </div>
  )
}

interface MatrixProps {
  readonly roles: readonly Role[]
  readonly permissions: readonly string[]
  readonly onEdit: ((role: Role) => void) | undefined
}

const Matrix = ({ roles, permissions, onEdit }: MatrixProps) => {
  const t = useTranslations('roles')
  const words = useWords()
  const nameOf = useRoleName()
  const own = roles.filter(({ builtIn }) => !builtIn)
  return (
    <Section title={t('matrix')}>
      <table className="tbl matrix">
        <thead>
          <tr>
            <th scope="col">{t('permission')}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                {nameOf(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission}>
              <th scope="row">{words(`permission.${permission}`) ?? permission}</th>
              {roles.map((role) => (
                <Cell
                  key={role.id}
                  name={nameOf(role)}
                  may={role.permissions.includes(permission)}
                  isOwn={role.scopes.every((scope) => scope === 'own')}
                />
              ))}
            </tr>
          ))}
          <tr className="over">
            <th scope="row">{t('over')}</th>
            {roles.map((role) => (
              <td key={role.id} data-role={nameOf(role)}>
                {role.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="note">{t('integratorIs')}</p>
      {onEdit === undefined ? null : (
        <div className="row">
          {own.map((role) => (
            <Button key={role.id} small onClick={() => onEdit(role)}>
              {t('change', { role: nameOf(role) })}
            </Button>
          ))}
        </div>
      )}
    </Section>
  )
}

interface CellProps {
  readonly name: string
  readonly may: boolean
  /** Only what is their own. */
  readonly isOwn: boolean
}

const Cell = ({ name, may, isOwn }: CellProps) => {
  const t = useTranslations('roles')
  return (
    <td data-role={name} className={may ? 'may' : 'may-not'}>
      {may ? <Mark kind="ok" /> : null}
      {may && isOwn ? <span className="note"> {t('theirOwn')}</span> : null}
      <span className="vh">{t(may ? 'yes' : 'no')}</span>
    </td>
  )
}
