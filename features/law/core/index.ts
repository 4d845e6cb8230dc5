export { activities, type Activity } from './activities.ts'
export type { LegalBasis, Role, Sentence } from './basis.ts'
export { categories } from './categories.ts'
export {
  retentionRules,
  type Period,
  type RetentionRule,
  type RetentionRuleId,
  type Trigger,
} from './retention.ts'
