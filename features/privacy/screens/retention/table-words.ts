/** What a table is called by whoever reads the page; the rarer ones by their own name. */
import { useTranslations } from 'use-intl'
import { texts } from './texts.ts'

type Named = Exclude<keyof (typeof texts)['en']['retention']['tables'], 'other'>

const isNamed = (table: string): table is Named =>
  table !== 'other' && Object.hasOwn(texts.en.retention.tables, table)

export const useTableName = (): ((table: string) => string) => {
  const t = useTranslations('retention')
  return (table) =>
    isNamed(table) ? t(`tables.${table}`) : t('tables.other', { table: table.replaceAll('_', ' ') })
}
