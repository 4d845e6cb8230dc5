/** How much one import may bring: more is split into several files. */
import { DAY_MS } from '@loge/kernel'

export const LIMITS = {
  rows: 20_000,
  columns: 100,
  /** Of the file as it is sent. */
  bytes: 10 * 1024 * 1024,
  /** Of a workbook while it is inflated. */
  inflatedBytes: 128 * 1024 * 1024,
  cellLength: 2_000,
} as const

/** An import can be undone this long, and its rows are forgotten after it. */
export const KEPT_MS = DAY_MS
