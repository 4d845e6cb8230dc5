/** Every page of a list that is short by nature, such as the doors of a residence. */

interface Page<Item> {
  readonly data: readonly Item[]
  readonly nextCursor: string | null
}

export const allPages = async <Item>(
  ask: (cursor: { cursor?: string }) => Promise<Page<Item>>,
): Promise<readonly Item[]> => {
  const found: Item[] = []
  let cursor: string | null = null
  do {
    const page: Page<Item> = await ask(cursor === null ? {} : { cursor })
    found.push(...page.data)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}
