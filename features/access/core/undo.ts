/** How long a change of rights can be undone. */
import { addMs, DAY_MS, type Instant } from '@loge/kernel'

export const undoUntil = (madeAt: Instant): Instant => addMs(madeAt, DAY_MS)
