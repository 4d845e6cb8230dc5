/** A building of the file that may be one that stands: asked once for all the rows that name it so. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
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
  return [...asked].map(([key, [question, ...others]]) =>
    question === undefined ? null : (
      <Asked key={key} {...{ batch, question, onChosen }} count={others.length + 1} />
    ),
  )
}

interface AskedProps extends Omit<BuildingQuestionsProps, 'rows'> {
  readonly question: Question
  readonly count: number
}

const Asked = ({ batch, question, count, onChosen }: AskedProps) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const keep = useKeepBatch()
  const { siteId, said, buildings } = question
  const choose = useMutation({
    mutationFn: (choice: Choice) => chooseRows(batch.id, { choice }),
    onSuccess: (next) => {
      keep(next)
      onChosen()
    },
  })
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
