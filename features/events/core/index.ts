export {
  defineFacts,
  type Actor,
  type FactDefinition,
  type NewEvent,
  type PayloadValue,
  type RetentionClass,
  type StoredEvent,
} from './fact.ts'
