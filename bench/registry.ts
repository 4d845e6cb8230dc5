/** Every bench by name, loaded when it is asked for: peers are heavy. */
import type { Bench } from './bench.ts'

export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  decide: async () => (await import('./decide.ts')).decideBench,
  'decide-full': async () => (await import('./decide-full.ts')).decideFullBench,
  'decide-large': async () => (await import('./decide-large.ts')).decideLargeBench,
  door: async () => (await import('./door.ts')).doorBench,
  screens: async () => (await import('./screens.ts')).screensBench,
  'first-load': async () => (await import('./first-load.ts')).firstLoadBench,
  log: async () => (await import('./log.ts')).logBench,
  preview: async () => (await import('./preview.ts')).previewBench,
  import: async () => (await import('./import.ts')).importBench,
  rights: async () => (await import('./rights.ts')).rightsBench,
  retention: async () => (await import('./retention.ts')).retentionBench,
  who: async () => (await import('./who.ts')).whoBench,
  start: async () => (await import('./start.ts')).startBench,
  search: async () => (await import('./search.ts')).searchBench,
}
