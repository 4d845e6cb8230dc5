/** The rights of a campaign, a line each; on a line one letter decides it. */
import { Button, type Column, List } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Decide, Item } from './queries.ts'
import { useItemWords } from './use-campaign-words.ts'

export type Kind = Decide['decision']
export const KINDS: readonly Kind[] = ['keep', 'end', 'revoke']

export const isFree = ({ state, mayDecide }: Item): boolean => state === 'open' && mayDecide === 'yes'

interface ItemListProps {
  readonly items: readonly Item[]
  readonly names: ReadonlyMap<string, string>
  readonly marked: ReadonlySet<string>
  /** Left out: looked at alone. */
  readonly onMark: ((marked: ReadonlySet<string>) => void) | undefined
  readonly onDecide: (kind: Kind, item: Item) => void
  readonly onUndo: (decisionId: string) => void
}

export const ItemList = ({ items, names, marked, onMark, onDecide, onUndo }: ItemListProps) => {
  const t = useTranslations('campaigns')
  const words = useItemWords(names)
  const columns = useColumns(words, onMark === undefined ? undefined : onUndo)
  const around = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = around.current
    const press = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      const kind = KINDS.find((one) => t(`keyOf.${one}`) === key)
      if (kind === undefined || ctrlKey || metaKey || altKey || !(target instanceof Element)) return
      const line = target.closest('[data-row]')?.querySelector<HTMLElement>('[data-item]')
      const item = items.find(({ number }) => String(number) === line?.dataset['item'])
      if (item === undefined || !isFree(item)) return
      event.preventDefault()
      onDecide(kind, item)
    }
    if (onMark !== undefined) element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  })
  const nameOf = (item: Item) => `${item.profileName}, ${words.who(item)}`
  return (
    <div ref={around} className="campaign-lines">
      <List
        label={t('title')}
        className="campaign-items"
        rows={items}
        columns={columns}
        idOf={idOf}
        find={{ label: t('find'), text: (item) => `${nameOf(item)} ${words.listed(item)}` }}
        marking={onMark === undefined ? undefined : { marked, onMark, nameOf }}
        empty={<p className="soft">{t('nothingShown')}</p>}
      />
    </div>
  )
}

const idOf = ({ number }: Item): string => String(number)

type Words = ReturnType<typeof useItemWords>

const useColumns = (words: Words, onUndo: ItemListProps['onUndo'] | undefined): readonly Column<Item>[] => {
  const t = useTranslations('campaigns')
  return [
    { key: 'number', head: t('number'), phone: 'aside', sort: ({ number }) => number, cell: idOf },
    {
      key: 'what',
      head: t('column.what'),
      as: 'name',
      sort: ({ profileName }) => profileName,
      cell: ({ profileName, accessProfileId, number }) => (
        <Link to="/access" search={{ group: accessProfileId }} data-item={number}>
          {profileName}
        </Link>
      ),
    },
    {
      key: 'who',
      head: t('column.who'),
      sort: words.who,
      cell: (item) =>
        item.to?.kind === 'person' && item.to.personId !== null ? (
          <Link to="/residents/$id" params={{ id: item.to.personId }}>
            {words.who(item)}
          </Link>
        ) : (
          words.who(item)
        ),
    },
    { key: 'since', head: t('column.since'), sort: ({ validFrom }) => validFrom, cell: words.since },
    { key: 'used', head: t('column.used'), sort: ({ lastUsedAt }) => lastUsedAt, cell: words.used },
    {
      key: 'listed',
      head: t('column.listed'),
      sort: (item) => words.listed(item) || null,
      cell: words.listed,
    },
    {
      key: 'state',
      head: t('column.state'),
      sort: words.state,
      cell: (item) => <Outcome item={item} words={words} onUndo={onUndo} />,
    },
  ]
}

interface OutcomeProps {
  readonly item: Item
  readonly words: Words
  readonly onUndo: ItemListProps['onUndo'] | undefined
}

const Outcome = ({ item, words, onUndo }: OutcomeProps) => {
  const t = useTranslations('campaigns')
  const { decision, mayDecide } = item
  if (item.state === 'open')
    return (
      <span className="soft">
        {mayDecide === 'yes' || onUndo === undefined ? words.state(item) : t(mayDecide)}
      </span>
    )
  return (
    <>
      <b>{words.state(item)}</b> <span className="note">{words.decided(item)}</span>{' '}
      {decision === null || onUndo === undefined || mayDecide !== 'yes' ? null : (
        <Button kind="text" small onClick={() => onUndo(decision.id)}>
          {decision.items > 1 ? t('undoMany', { count: decision.items }) : t('undo')}
        </Button>
      )}
    </>
  )
}
