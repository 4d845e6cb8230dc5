/**
 * Who may import whom (ARCHITECTURE.md, "Walls"). The table is the whole rule: a place may import itself and what
 * is listed. `core<` means the core of a feature to the left, `core<=` also its own.
 */
import { posix } from 'node:path'
import type { SourceFile } from './sources.ts'

export const FEATURES = [
  'law',
  'events',
  'places',
  'people',
  'accounts',
  'notices',
  'schedules',
  'reports',
  'equipment',
  'access',
  'imports',
  'backups',
  'visits',
  'parcels',
  'calls',
  'wallet',
  'machines',
  'alerts',
  'insights',
  'privacy',
  'relations',
  'service',
  'search',
]

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  'http/contract': ['kernel'],
  'http/client': ['kernel', 'http/contract'],
  storage: ['kernel'],
  http: ['kernel', 'http/contract', 'storage'],
  ui: ['kernel'],
  core: ['kernel', 'core<='],
  wire: ['kernel', 'http/contract', 'core<=', 'wire<'],
  server: ['kernel', 'storage', 'http', 'http/contract', 'core<=', 'wire', 'server<'],
  screens: ['kernel', 'ui', 'http/client', 'http/contract', 'core<=', 'wire<=', 'screens<='],
  edge: ['kernel', 'core', 'wire'],
  server_process: ['kernel', 'storage', 'http', 'http/contract', 'core', 'wire', 'server', 'texts'],
  web: ['kernel', 'ui', 'http/client', 'http/contract', 'screens', 'wire', 'core', 'texts'],
  bench: [
    'kernel',
    'storage',
    'http',
    'http/contract',
    'http/client',
    'core',
    'wire',
    'server',
    'edge',
    'testing',
    'server_process',
  ],
}

interface Place {
  readonly kind: string
  readonly feature: string | undefined
  readonly rank: number
}

const placeOf = (path: string): Place => {
  const [top = '', second = '', third = ''] = path.split('/')
  if (top === 'features') {
    const room = third.replace(/\.ts$/, '')
    const kind = room.startsWith('wire') || room.endsWith('wire') ? 'wire' : room
    return { kind, feature: second, rank: FEATURES.indexOf(second) }
  }
  if (top === 'http' && (second === 'contract' || second === 'client'))
    return { kind: `http/${second}`, feature: undefined, rank: -1 }
  return { kind: top === 'server' ? 'server_process' : top, feature: undefined, rank: -1 }
}

/** `@loge/features/x/core` and relative paths, as paths in the tree; `undefined` for packages and node modules. */
const targetOf = (from: string, name: string): string | undefined => {
  if (name.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), name))
  if (name.startsWith('@loge/')) return name.slice('@loge/'.length)
  return undefined
}

const allowed = (from: Place, to: Place): boolean => {
  if (from.kind === to.kind && from.feature === to.feature) return true
  return (MAY_IMPORT[from.kind] ?? []).some((rule) => {
    const kind = rule.replace(/<=?$/, '')
    if (kind !== to.kind) return false
    if (rule.endsWith('<=')) return to.rank <= from.rank
    if (rule.endsWith('<')) return to.rank < from.rank
    if (kind === 'wire' && from.feature !== undefined) return from.feature === to.feature
    return true
  })
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g

const judge = (file: SourceFile, name: string): string | undefined => {
  const from = placeOf(file.path)
  const target = targetOf(file.path, name)
  if (target === undefined) {
    const pure = from.kind === 'core' || (from.kind === 'kernel' && file.path !== 'kernel/real-world.ts')
    return pure ? `${file.path} is pure and may not import ${name}` : undefined
  }
  const to = placeOf(target)
  if (name.startsWith('.') && from.feature !== to.feature)
    return `${file.path} must name the package, not ${name}`
  if (!allowed(from, to)) return `${file.path} may not import ${name}`
  return undefined
}

/** Every import of product code that the table does not allow. Tests may also import `testing`. */
export const wrongImports = (files: readonly SourceFile[]): readonly string[] => {
  const wrong: string[] = []
  for (const file of files) {
    const isTestFile = /\.(test|spec|fixture)\.tsx?$/.test(file.path)
    if (isTestFile || file.path.startsWith('testing/') || /^[^/]+$/.test(file.path)) continue
    for (const match of file.text.matchAll(IMPORT)) {
      const verdict = judge(file, match[1] ?? match[2] ?? match[3] ?? '')
      if (verdict !== undefined) wrong.push(verdict)
    }
  }
  return wrong
}
