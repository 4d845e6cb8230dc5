/** Minutes of a day as people write them: hours and minutes. */
export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** `null`: left empty. `undefined`: no time of day. */
export const readClockText = (text: string): number | null | undefined => {
  if (text.trim() === '') return null
  const [, hours, minutes] = /^\s*(\d{1,2})[:h.](\d{2})\s*$/.exec(text) ?? []
  const at = Number(hours) * 60 + Number(minutes)
  return Number(hours) < 24 && Number(minutes) < 60 ? at : undefined
}
