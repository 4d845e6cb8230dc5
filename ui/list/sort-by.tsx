/** On a phone the heads of many columns would fill the screen before the first row: they are one choice instead. */
import { useTranslations } from 'use-intl'
import { Button } from '../button.tsx'
import { Select } from '../select.tsx'
import type { Column, Order } from './column.ts'

/** As many stand in one or two lines. */
const FEW = 5

export const isFoldable = <Row,>(columns: readonly Column<Row>[]): boolean =>
  columns.filter(({ sort }) => sort !== undefined).length > FEW

interface SortByProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly order: Order | undefined
  readonly own: Order | undefined
  readonly onOrder: (order: Order | undefined) => void
}

const AS_IT_IS = ''

export const SortBy = <Row,>({ columns, order, own, onOrder }: SortByProps<Row>) => {
  const t = useTranslations('list')
  return (
    <div className="row list-sort">
      <Select
        label={t('sortBy')}
        value={order?.by ?? AS_IT_IS}
        options={[
          ...(own === undefined ? [{ value: AS_IT_IS, label: t('asItIs') }] : []),
          ...columns
            .filter(({ sort }) => sort !== undefined)
            .map(({ key, head }) => ({ value: key, label: head })),
        ]}
        onChange={(by) => onOrder(by === AS_IT_IS ? own : { by })}
      />
      {order === undefined ? null : (
        <Button
          small
          onClick={() => onOrder(order.down === true ? { by: order.by } : { by: order.by, down: true })}
        >
          {t('turnAround')}
        </Button>
      )}
    </div>
  )
}
