/** Annex M of the founding documents: which kinds of recipients each of the twelve activities allows. */

/** The activities of the preset, by the columns of the annex. */
export const activityOfColumn: Readonly<Record<string, readonly string[]>> = {
  A1: ['customers'],
  A2: ['prospects'],
  A3: ['forms'],
  A4: ['web'],
  A5: ['partners'],
  A6: ['candidates'],
  A7: ['shows'],
  A8: ['employees'],
  B1: ['recruiters'],
  B2: ['debug'],
  B3: ['organisers'],
  C1: ['public_sources'],
}

const ALL = Object.keys(activityOfColumn)
const without = (...columns: readonly string[]): readonly string[] =>
  ALL.filter((column) => !columns.includes(column))

export const ANNEX: readonly (readonly [kind: string, columns: readonly string[]])[] = [
  ['hosting', ALL],
  ['maintenance', ALL],
  ['advisors', ALL],
  ['partners', ALL],
  ['group', ALL],
  ['authorities', ALL],
  ['analytics', without('B2')],
  ['marketing', without('B2')],
  ['statistics', without('B2')],
  ['support', ['A1', 'A2', 'A5', 'A8', 'B1', 'B2']],
  ['delivery', ['A1', 'A2', 'A5', 'A8', 'B1']],
  ['database', without('A4')],
  ['documents', without('A4')],
  ['buyer', without('A4')],
  ['accounting', ['A1', 'A2', 'A5', 'A6', 'A7', 'A8', 'B3']],
  ['mailing', without('A4', 'B2')],
  ['social_optimisation', without('A3', 'B2')],
  ['social_media', ['A2', 'A7', 'B3']],
  ['recruitment_providers', ['A3', 'A6', 'B1']],
]
