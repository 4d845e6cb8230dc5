/** A list of things that can be ended for good: the question stands under the row it is about, never over the page. */
import { type ReactNode, useState } from 'react'
import { Button } from '../button.tsx'
import { Notice } from '../notice.tsx'
import { Section } from '../section.tsx'
import type { Column } from './column.ts'
import { List, type ListProps } from './list.tsx'

export interface Ending<Row> {
  readonly head: string
  readonly words: (row: Row) => {
    /** What the button does, with the name of the row: for whoever hears the page. */
    readonly label: string
    readonly short: string
    readonly sure: string
    readonly yes: string
    readonly no: string
  }
  readonly onEnd: (row: Row) => void
  readonly isBusy: (row: Row) => boolean
}

interface EndableListProps<Row extends object> extends Omit<ListProps<Row>, 'empty' | 'rows' | 'label'> {
  readonly title: string
  readonly rows: readonly Row[]
  /** Left out for who may not end anything. */
  readonly ending: Ending<Row> | undefined
  /** Why the last attempt came to nothing. */
  readonly trouble?: ReactNode
}

export const EndableList = <Row extends object>({
  title,
  ending,
  trouble,
  columns,
  under,
  ...list
}: EndableListProps<Row>) => {
  const [asked, setAsked] = useState<string | undefined>(undefined)
  if (list.rows.length === 0) return null
  const act: Column<Row>[] =
    ending === undefined
      ? []
      : [
          {
            key: 'end',
            head: ending.head,
            hideHead: true,
            as: 'act',
            cell: (row) =>
              asked === list.idOf(row) ? null : (
                <Button small aria-label={ending.words(row).label} onClick={() => setAsked(list.idOf(row))}>
                  {ending.words(row).short}
                </Button>
              ),
          },
        ]
  return (
    <Section title={title}>
      {trouble}
      <List
        {...list}
        label={title}
        empty={null}
        columns={[...columns, ...act]}
        under={(row) => {
          const more = under?.(row) ?? null
          if (ending === undefined || asked !== list.idOf(row)) return more
          return (
            <>
              {more}
              <Sure row={row} ending={ending} onLeave={() => setAsked(undefined)} />
            </>
          )
        }}
      />
    </Section>
  )
}

interface SureProps<Row> {
  readonly row: Row
  readonly ending: Ending<Row>
  readonly onLeave: () => void
}

const Sure = <Row,>({ row, ending, onLeave }: SureProps<Row>) => {
  const { label, sure, yes, no } = ending.words(row)
  return (
    <div className="stack" role="group" aria-label={label}>
      <Notice kind="att" announce="polite">
        {sure}
      </Notice>
      <div className="row">
        <Button kind="danger" busy={ending.isBusy(row)} onClick={() => ending.onEnd(row)}>
          {yes}
        </Button>
        <Button kind="text" onClick={onLeave}>
          {no}
        </Button>
      </div>
    </div>
  )
}
