import { describe, expect, it } from 'vitest'
import { wrongImports } from './import-order.ts'
import { typescriptSources } from './sources.ts'

const importing = (path: string, name: string) =>
  wrongImports([{ path, text: `import { x } from '${name}'\n` }])

describe('the walls of the house', () => {
  it('stand everywhere in the tree', () => {
    expect(wrongImports(typescriptSources())).toEqual([])
  })

  it.each([
    ['features/access/core/decide-entry.ts', '@loge/storage'],
    ['features/access/core/decide-entry.ts', 'node:fs'],
    ['features/access/core/decide-entry.ts', 'zod'],
    ['features/access/core/decide-entry.ts', '../server/store.ts'],
    ['features/events/core/fact.ts', '@loge/features/access/core'],
    ['features/events/server/append.ts', '@loge/features/access/server'],
    ['features/access/screens/Doors.tsx', '@loge/features/access/server'],
    ['features/access/server/routes.ts', '../../events/server/append.ts'],
    ['edge/door-loop.ts', '@loge/features/access/server'],
    ['edge/door-loop.ts', '@loge/storage'],
    ['server/main.ts', '@loge/edge'],
    ['web/routes.tsx', '@loge/features/access/server'],
    ['kernel/id.ts', '@loge/http'],
    ['storage/database.ts', '@loge/http'],
    ['ui/Button.tsx', '@loge/features/access/core'],
    ['features/access/server/routes.ts', '@loge/testing'],
  ])('%s may not import %s', (path, name) => {
    expect(importing(path, name)).toHaveLength(1)
  })

  it.each([
    ['features/access/core/decide-entry.ts', '@loge/kernel'],
    ['features/access/core/decide-entry.ts', '@loge/features/schedules/core'],
    ['features/access/server/routes.ts', '@loge/features/events/server'],
    ['edge/door-loop.ts', '@loge/features/access/core'],
    ['features/access/screens/Doors.tsx', '@loge/features/events/core'],
  ])('%s may import %s', (path, name) => {
    expect(importing(path, name)).toEqual([])
  })
})
