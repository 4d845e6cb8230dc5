export { reportFacts } from './facts.ts'
export {
  dayAt,
  type Due,
  dueRuns,
  firstOn,
  instantOn,
  KEPT_MS,
  type Period,
  periodOf,
  type Plan,
  previousOn,
  type Rhythm,
} from './rhythm.ts'
