/** Zones: which there are, what is in them and which rules hold, changed, removed, and another one. */
import { Button, Notice, Section, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { useAskedFor } from '../residence/use-asked-for.ts'
import { ZoneRules } from '../rules/zone-rules.tsx'
import { removeZone, zonesQuery } from './queries.ts'
import { ZoneForm } from './zone-form.tsx'

interface ZonesProps {
  readonly entrances: readonly EntrancePiece[]
  readonly mayChange: boolean
}

export const Zones = ({ entrances, mayChange }: ZonesProps) => {
  const t = useTranslations('emergency')
  const { data: zones } = useQuery(zonesQuery)
  const box = useAskedFor<HTMLDivElement>('zones', 'button', zones !== undefined && entrances.length > 0)
  const [isOpen, setIsOpen] = useState(false)
  const [changing, setChanging] = useState<string>()
  const problem = useProblemText()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: removeZone,
    onSettled: () => queries.invalidateQueries({ queryKey: zonesQuery.queryKey }),
  })
  return (
    <Section title={t('zonesTitle')}>
      <div className="stack" ref={box}>
        <p className="soft">{zones?.length === 0 ? t('noZones') : t('zonesText')}</p>
        <dl className="kv">
          {(zones ?? []).map((zone) => (
            <div key={zone.id}>
              <dt>{zone.name}</dt>
              <dd>
                {changing === zone.id ? (
                  <ZoneForm zone={zone} entrances={entrances} close={() => setChanging(undefined)} />
                ) : (
                  <>
                    {entrances
                      .filter(({ id }) => zone.entranceIds.includes(id))
                      .map(({ name }) => name)
                      .join(', ')}{' '}
                    {mayChange ? (
                      <span className="row">
                        <Button
                          small
                          aria-label={t('zoneChangeOf', { name: zone.name })}
                          onClick={() => setChanging(zone.id)}
                        >
                          {t('zoneChange')}
                        </Button>
                        <Button
                          small
                          aria-label={t('zoneRemoveOf', { name: zone.name })}
                          busy={remove.isPending && remove.variables === zone.id}
                          onClick={() => remove.mutate(zone.id)}
                        >
                          {t('zoneRemove')}
                        </Button>
                      </span>
                    ) : null}
                    {zone.entranceIds[0] === undefined ? null : (
                      <ZoneRules
                        zoneId={zone.id}
                        siteId={zone.siteId}
                        entranceId={zone.entranceIds[0]}
                        {...{ entrances, mayChange }}
                      />
                    )}
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {remove.error === null ? null : <Notice kind="att">{problem(remove.error)}</Notice>}
        {!mayChange || entrances.length === 0 ? null : isOpen ? (
          <ZoneForm entrances={entrances} close={() => setIsOpen(false)} />
        ) : (
          <div className="row acts">
            <Button onClick={() => setIsOpen(true)}>{t('zoneAdd')}</Button>
          </div>
        )}
      </div>
    </Section>
  )
}
