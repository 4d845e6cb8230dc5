/** The chosen square: which hours a group has at an entrance, changed here, what they come to, who is in the group. */
import { newIdempotencyKey } from '@loge/http/client'
import { Button, Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeBar, type Saving } from './change-bar.tsx'
import { type Draft, draftOf, EMPTY_DRAFT, inputOf, isSameDraft } from './draft.ts'
import { type GridProfile, lettersOf, NEW_HOURS, type Square, squareOf, usesOf, withSquare } from './grid.ts'
import { GroupSection } from './group-section.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { type Grid, scheduleQuery, type Site } from './queries.ts'
import type { RightsSearch } from './search.ts'
import { SquareChoice } from './square-choice.tsx'
import type { Squares } from './use-squares.ts'

export interface ChosenSquare {
  readonly profile: GridProfile
  readonly entrance: Grid['entrances'][number]
}

export interface SquareProps {
  readonly site: Site
  readonly grid: Grid
  readonly square: ChosenSquare
  readonly search: RightsSearch
  /** Left out: nothing can be changed, for it is another moment or another role. */
  readonly saving: Saving | undefined
  readonly squares: Squares
}

/** What is going to be saved; left out: as it is. */
interface Mine {
  readonly square?: Square
  readonly draft?: Draft
}

export const SquareSection = (props: SquareProps) => {
  const { grid, square, search, saving, squares } = props
  const t = useTranslations('rights')
  const [mine, setMine] = useState<Mine>({})
  const [newId, setNewId] = useState(newScheduleId)
  const { profile, entrance } = square
  const own = squareOf(profile, entrance.id)
  const wanted = mine.square ?? own
  const scheduleId = wanted.length === 1 ? wanted[0] : undefined
  const { data: schedule } = useQuery({
    ...scheduleQuery(scheduleId ?? '', search.at),
    enabled: typeof scheduleId === 'string' && scheduleId !== NEW_HOURS,
  })
  const stored =
    scheduleId === NEW_HOURS
      ? { ...EMPTY_DRAFT, name: t('squareTitle', { group: profile.name, entrance: entrance.name }) }
      : schedule === undefined
        ? undefined
        : draftOf(schedule)
  const draft = mine.draft ?? stored
  const forget = () => {
    setMine({})
    setNewId(newScheduleId())
  }
  const isOther = asText(wanted) !== asText(own)
  const isRewritten = draft !== undefined && stored !== undefined && !isSameDraft(draft, stored)
  const ways = useWays({ ...props, own, wanted, draft, newId, isRewritten, isOther })
  return (
    <>
      <Section
        title={t('squareTitle', { group: profile.name, entrance: entrance.name })}
        note={
          <>
            <Note grid={grid} square={own} />{' '}
            <Button kind="text" small onClick={squares.close}>
              {t('closeSquare')}
            </Button>
          </>
        }
        headingRef={squares.heading}
      >
        {saving === undefined ? null : (
          <SquareChoice own={own} wanted={wanted} onChoose={(next) => setMine({ square: next })} />
        )}
        {draft === undefined ? (
          <Plainly {...square} square={wanted} />
        ) : (
          <HoursEditor
            key={scheduleId}
            id={scheduleId === NEW_HOURS ? undefined : (scheduleId ?? undefined)}
            {...props}
            draft={draft}
            onChange={saving === undefined ? undefined : (next) => setMine({ ...mine, draft: next })}
          />
        )}
        {saving === undefined || ways.length === 0 ? null : (
          <ChangeBar
            key={`${asText(wanted)} ${isRewritten}`}
            {...saving}
            onMade={(made) => {
              forget()
              saving.onMade(made)
            }}
            ways={ways}
            stands={JSON.stringify([profile.lines, isRewritten ? schedule?.revision : null])}
            onForget={forget}
          />
        )}
      </Section>
      <GroupSection grid={grid} site={props.site} profile={profile} at={search.at} saving={saving} />
    </>
  )
}

/** Never and any time are told apart: `[]` and `[null]` joined are the same. */
const asText = (square: Square): string => JSON.stringify(square)

const newScheduleId = (): string => `sch_${newIdempotencyKey()}`

interface Planned extends SquareProps {
  readonly own: Square
  readonly wanted: Square
  readonly draft: Draft | undefined
  readonly newId: string
  readonly isRewritten: boolean
  readonly isOther: boolean
}

/** Hours used elsewhere are changed everywhere, or become hours of their own here. */
const useWays = ({ grid, square, own, wanted, draft, newId, isRewritten, isOther }: Planned) => {
  const t = useTranslations('rights')
  const { profile, entrance } = square
  const keepProfile = (next: Square) => ({
    kind: 'keepProfile' as const,
    id: profile.id,
    name: profile.name,
    lines: withSquare(profile.lines, entrance.id, next),
  })
  const [scheduleId] = wanted
  const isNew = scheduleId === NEW_HOURS
  if (!isRewritten || draft === undefined)
    return isOther && !isNew ? [{ label: t('save'), edits: [keepProfile(wanted)] }] : []
  const input = { kind: 'keepSchedule' as const, ...inputOf(draft) }
  const here = {
    label: t('saveHere', { entrance: entrance.name }),
    edits: [
      {
        ...input,
        id: null,
        newId,
        name: isNew ? draft.name : t('ownHours', { name: draft.name, entrance: entrance.name }),
      },
      keepProfile([newId]),
    ],
  }
  if (isNew || scheduleId === undefined || scheduleId === null) return [here]
  const { entrances, groups } = usesOf(grid, scheduleId)
  const everywhere = {
    label: t('saveAll', { count: entrances }),
    edits: [{ ...input, id: scheduleId }, ...(isOther ? [keepProfile(wanted)] : [])],
  }
  const isOnlyHere = entrances === 1 && groups === 1 && own.includes(scheduleId)
  return isOnlyHere ? [everywhere] : [everywhere, here]
}

const Note = ({ grid, square }: { grid: Grid; square: Square }) => {
  const t = useTranslations('rights')
  const [scheduleId] = square
  if (scheduleId === undefined) return t('never')
  if (scheduleId === null) return t('anyTime')
  return t('squareNote', {
    letter: lettersOf(grid).get(scheduleId) ?? '?',
    name: grid.schedules.find(({ id }) => id === scheduleId)?.name ?? '…',
    ...usesOf(grid, scheduleId),
  })
}

const Plainly = ({ profile, entrance, square }: ChosenSquare & { readonly square: Square }) => {
  const t = useTranslations('rights')
  const names = { group: profile.name, entrance: entrance.name }
  if (square.length === 0) return <p className="soft">{t('neverText', names)}</p>
  return square.includes(null) ? <p className="soft">{t('anyTimeText', names)}</p> : null
}
