/** Whether it is known who asks. */
import type { Line } from './queries.ts'

/** Before somebody made sure who asks, nothing of anybody is shown that could be read out. */
export const isKnown = ({ identity }: Pick<Line, 'identity'>): boolean =>
  identity === 'proven' || identity === 'not_needed'
