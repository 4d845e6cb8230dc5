/** Which role, over what, until which day. Nothing is chosen for anybody: a role is given on purpose. */
import { DayField, dayOf, Select, type TypedDay, useNow } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { endOf, type Scope, scopeOf } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'
import { type Givable, useGivable } from './use-givable.ts'

export interface RoleWish {
  readonly roleId: string
  readonly place: string
  readonly lastDay: TypedDay
}

export const NO_WISH: RoleWish = { roleId: '', place: '', lastDay: '' }

const find = (givable: readonly Givable[], { roleId, place }: RoleWish) => {
  const one = givable.find(({ role }) => role.id === roleId)
  const over = one?.places.find(({ value }) => value === place) ?? one?.places[0]
  return one === undefined || over === undefined ? undefined : { role: one.role, over }
}

export interface RoleWanted {
  readonly roleId: string
  readonly scope: Scope
  readonly until: string | null
}

/** What is asked of the server; `undefined` until a role is chosen, and while its last day is no day. */
export const useWanted = (wish: RoleWish): RoleWanted | undefined => {
  const found = find(useGivable(), wish)
  if (found === undefined || wish.lastDay === 'unreadable') return undefined
  const until = wish.lastDay === '' ? null : endOf(wish.lastDay)
  return { roleId: found.role.id, scope: scopeOf(found.over.value), until }
}

interface RoleFieldsProps {
  readonly wish: RoleWish
  readonly onChange: (wish: RoleWish) => void
  /** Somebody tried to go on. */
  readonly tried: boolean
}

export const RoleFields = ({ wish, onChange, tried }: RoleFieldsProps) => {
  const t = useTranslations('accounts')
  const nameOf = useRoleName()
  const givable = useGivable()
  const found = find(givable, wish)
  const places = givable.find(({ role }) => role.id === found?.role.id)?.places ?? []
  const today = dayOf(useNow(60_000))
  return (
    <>
      <Select
        label={t('role')}
        hint={t('roleHint')}
        value={wish.roleId}
        options={[
          { value: '', label: t('roleChoose') },
          ...givable.map(({ role }) => ({ value: role.id, label: nameOf(role) })),
        ]}
        onChange={(roleId) => onChange({ ...wish, roleId })}
        error={tried && found === undefined ? t('roleMissing') : undefined}
      />
      {found === undefined ? null : (
        <Select
          label={t('over')}
          value={found.over.value}
          options={places}
          onChange={(place) => onChange({ ...wish, place })}
        />
      )}
      <DayField
        label={t('lastDay')}
        hint={t('lastDayHint')}
        min={today}
        value={wish.lastDay}
        onChange={(lastDay) => onChange({ ...wish, lastDay })}
      />
    </>
  )
}
