/** A group: its name, who is in it by which grant, who comes and who goes. */
import { Button, Loading, Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeBar, type Saving, type WayToSave } from './change-bar.tsx'
import { GiveForm } from './give-form.tsx'
import { GrantList } from './grant-list.tsx'
import type { GridProfile } from './grid.ts'
import { NameForm } from './name-form.tsx'
import { RemoveGroup } from './remove-group.tsx'
import { type Grid, grantsOfProfileQuery, type Site } from './queries.ts'

interface GroupProps {
  readonly site: Site
  readonly grid: Grid
  readonly profile: GridProfile
  readonly at: string | undefined
  readonly saving: Saving | undefined
}

export const GroupSection = (props: GroupProps) => {
  const { profile, at, saving } = props
  const t = useTranslations('rights')
  const { data: grants } = useQuery(grantsOfProfileQuery(profile.id, at))
  /** What is being done; a way to save once it is said. */
  const [doing, setDoing] = useState<'give' | 'rename' | 'remove' | WayToSave | undefined>(undefined)
  const stop = () => setDoing(undefined)
  return (
    <Section title={t('inGroup', { group: profile.name })} note={t('people', { count: profile.people })}>
      {grants === undefined ? (
        <Loading label={t('inGroup', { group: profile.name })} />
      ) : (
        <GrantList
          grants={grants}
          onRevoke={
            saving === undefined
              ? undefined
              : (id) => setDoing({ label: t('revoke'), edits: [{ kind: 'revoke', id }] })
          }
        />
      )}
      {saving === undefined ? null : doing === undefined ? (
        <Acts profile={profile} hasGrants={(grants?.length ?? 0) > 0} onDo={setDoing} />
      ) : doing === 'remove' ? (
        <RemoveGroup
          profile={profile}
          grid={props.grid}
          grants={grants ?? []}
          onDo={setDoing}
          onCancel={stop}
        />
      ) : doing === 'give' ? (
        <GiveForm
          site={props.site}
          profileId={profile.id}
          onCancel={stop}
          onGive={(grant) => setDoing({ label: t('giveGroup', { group: profile.name }), edits: [grant] })}
        />
      ) : doing === 'rename' ? (
        <NameForm
          label={t('groupName')}
          all={props.grid.profiles}
          own={profile}
          act={t('rename')}
          onCancel={stop}
          onName={(name) => setDoing({ label: t('rename'), edits: [renamed(profile, name)] })}
        />
      ) : (
        <ChangeBar
          {...saving}
          isAsked
          ways={[doing]}
          stands={JSON.stringify([profile.name, profile.lines])}
          onMade={(made) => {
            stop()
            saving.onMade(made)
          }}
          onForget={stop}
        />
      )}
    </Section>
  )
}

const renamed = ({ id, lines }: GridProfile, name: string) => ({
  kind: 'keepProfile' as const,
  id,
  name,
  lines: lines.map((line) => ({ ...line, entranceIds: [...line.entranceIds] })),
})

interface ActsProps {
  readonly profile: GridProfile
  readonly hasGrants: boolean
  readonly onDo: (doing: 'give' | 'rename' | 'remove' | WayToSave) => void
}

const Acts = ({ profile, hasGrants, onDo }: ActsProps) => {
  const t = useTranslations('rights')
  return (
    <div className="row change-acts">
      <Button onClick={() => onDo('give')}>{t('add')}…</Button>
      <Button kind="text" onClick={() => onDo('rename')}>
        {t('rename')}…
      </Button>
      <Button
        kind="text"
        onClick={() =>
          onDo(
            hasGrants
              ? 'remove'
              : {
                  label: t('removeGroup', { group: profile.name }),
                  edits: [{ kind: 'removeProfile', id: profile.id, revokeGrants: false }],
                },
          )
        }
      >
        {t('removeGroup', { group: profile.name })}…
      </Button>
    </div>
  )
}
