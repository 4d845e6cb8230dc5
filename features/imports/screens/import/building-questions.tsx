/** A building of the file that may be one that stands: asked once for all the rows that name it so. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { buildingsQuery } from '@loge/features/people/screens'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Batch, type Choice, chooseRows, type Row } from './queries.ts'
import { useKeepBatch } from './use-keep-batch.ts'

interface BuildingQuestionsProps {
  readonly batch: Batch
  readonly rows: readonly Row[]
  readonly onChosen: () => void
}

type Question = NonNullable<Row['building']>

export const BuildingQuestions = ({ batch, rows, onChosen }: BuildingQuestionsProps) => {
  const asked = Map.groupBy(
    rows.flatMap(({ building }) => building ?? []),
    ({ siteId, said }) => `${siteId} ${said}`,
  )
  if (batch.state !== 'previewed') return null
  return (
    <>
      {[...asked].map(([key, [question, ...others]]) =>
        question === undefined ? null : (
          <Asked key={key} {...{ batch, question, onChosen }} count={others.length + 1} />
        ),
      )}
      <Answered batch={batch} onChosen={onChosen} />
    </>
  )
}

const useAnswer = ({ batch, onChosen }: Omit<BuildingQuestionsProps, 'rows'>) => {
  const keep = useKeepBatch()
  return useMutation({
    mutationFn: (choice: Choice) => chooseRows(batch.id, { choice }),
    onSuccess: (next) => {
      keep(next)
      onChosen()
    },
  })
}

/** What was answered, here or of an earlier file, is seen and can be taken back. */
const Answered = ({ batch, onChosen }: Omit<BuildingQuestionsProps, 'rows'>) => {
  const t = useTranslations('imports')
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const choose = useAnswer({ batch, onChosen })
  return batch.buildings.map(({ siteId, said, buildingId }) => {
    const meant = buildings.find(({ id }) => id === buildingId)
    return meant === undefined ? null : (
      <p key={`${siteId} ${said}`} className="row building-said">
        {t('buildingSaid', { said, building: meant.name })}
        <Button
          kind="text"
          small
          busy={choose.isPending}
          onClick={() => choose.mutate({ kind: 'building', siteId, said, buildingId: null })}
        >
          {t('newBuilding')}
        </Button>
      </p>
    )
  })
}

interface AskedProps extends Omit<BuildingQuestionsProps, 'rows'> {
  readonly question: Question
  readonly count: number
}

const Asked = ({ batch, question, count, onChosen }: AskedProps) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const { siteId, said, buildings } = question
  const choose = useAnswer({ batch, onChosen })
  const answer = (buildingId: string | null) => choose.mutate({ kind: 'building', siteId, said, buildingId })
  return (
    <Notice kind="att">
      <p>{t('askBuilding', { count, said, building: buildings.map(({ name }) => name).join(', ') })}</p>
      <div className="row">
        {buildings.map(({ id, name }) => (
          <Button key={id} small busy={choose.isPending} onClick={() => answer(id)}>
            {t('isBuilding', { building: name })}
          </Button>
        ))}
        <Button small busy={choose.isPending} onClick={() => answer(null)}>
          {t('newBuilding')}
        </Button>
      </div>
      {choose.error === null ? null : <p role="alert">{problem(choose.error)}</p>}
    </Notice>
  )
}
