/** What the log keeps of an import: how much, never what. */
import { defineFacts } from '@loge/features/events/core'

export const importsFacts = defineFacts({
  applied: {
    type: 'import.applied',
    version: 1,
    retention: 'audit',
    payload: {
      importId: 'the import',
      rows: 'how many rows did something',
      acts: 'how many things were done',
    },
  },
  undone: {
    type: 'import.undone',
    version: 1,
    retention: 'audit',
    payload: { importId: 'the import', acts: 'how many things were taken back' },
  },
  exported: {
    type: 'export.made',
    version: 1,
    retention: 'audit',
    payload: { rows: 'how many lines left the house' },
  },
})
