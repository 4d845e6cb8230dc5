/** What to do about a device that says another value than the one wanted: ask again, or keep what it says. */
import { meQuery } from '@loge/features/accounts/screens'
import { wantedAsReported } from '@loge/features/equipment/core'
import type { equipmentRoutes } from '@loge/features/equipment/wire'
import type { WireAnswer } from '@loge/http/contract'
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { usePartName } from '../doors/use-part-name.ts'
import { settleDrift } from '../residence/asked-in-panes.ts'

type Config = WireAnswer<(typeof equipmentRoutes)['readConfig']>
type Setting = Config['settings'][number]

export const DriftActs = ({ id, config }: { id: string; config: Config }) => {
  const { data: me } = useQuery(meQuery)
  const maySettle = me?.grants.some((grant) => grant.permission === 'equipment.manage') === true
  return config.settings
    .filter(({ drift }) => drift === 'drifted')
    .map((setting) => (
      <Drifted key={setting.key} {...{ id, setting, maySettle }} revision={config.revision} />
    ))
}

interface DriftedProps {
  readonly id: string
  readonly revision: number
  readonly setting: Setting
  readonly maySettle: boolean
}

const Drifted = ({ id, revision, setting, maySettle }: DriftedProps) => {
  const t = useTranslations('drift')
  const nameOf = usePartName()
  const problem = useProblemText()
  const queries = useQueryClient()
  const settle = useMutation({
    mutationFn: (wanted: Parameters<typeof settleDrift>[2]) => settleDrift(id, revision, wanted),
    onSettled: () => queries.invalidateQueries({ queryKey: ['devices'] }),
  })
  const { key, name, unit, desired, reported } = setting
  if (desired === null || reported === null) return null
  const say = (value: string | number | boolean | null) => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    return unit === null ? String(value ?? '–') : `${value ?? '–'} ${unit}`
  }
  const kept = wantedAsReported(setting.kind, reported.value)
  const words = { name: nameOf(name), wanted: say(desired.value), reported: say(kept ?? reported.value) }
  return (
    <Notice kind="att">
      <div className="stack">
        <p>{settle.error === null ? t('says', words) : problem(settle.error)}</p>
        {maySettle ? (
          <div className="row">
            <Button
              small
              busy={settle.isPending}
              onClick={() => settle.mutate({ key, value: desired.value, why: t('whyAgain') })}
            >
              {t('again', words)}
            </Button>
            {kept === undefined ? null : (
              <Button
                small
                busy={settle.isPending}
                onClick={() => settle.mutate({ key, value: kept, why: t('whyKept') })}
              >
                {t('keep', words)}
              </Button>
            )}
          </div>
        ) : null}
      </div>
    </Notice>
  )
}
