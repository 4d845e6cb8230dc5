/** The palette: whoever opens it brings the pages and the acts. */
export { Palette } from './palette/palette.tsx'
export type { Act } from './palette/choices.ts'
