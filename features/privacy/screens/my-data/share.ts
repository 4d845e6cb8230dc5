/** How long the bar of a kind of data is: four equal parts that end after a month, three months, a year and ten years. */
const DAY_MS = 86_400_000
export const ENDS = [
  { name: 'month', days: 30.5 },
  { name: 'threeMonths', days: 91.5 },
  { name: 'year', days: 366 },
  { name: 'tenYears', days: 3653 },
] as const

/** From 0 to 1. Longer than ten years is the whole bar. */
export const shareOf = (until: number, now: number): number => {
  const days = Math.max(0, (until - now) / DAY_MS)
  let from = 0
  for (const [index, { days: to }] of ENDS.entries()) {
    if (days <= to) return (index + (days - from) / (to - from)) / ENDS.length
    from = to
  }
  return 1
}
