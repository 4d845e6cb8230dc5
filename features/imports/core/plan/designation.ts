/** What tells one building from its neighbours, apart from the word for a building: `Bât. C`, `Building C` and `C` are `c`. */
import { searchForm } from '@loge/kernel'

const WORD =
  /^(?:batiment|bat|bt|building|bldg|bld|block|bloc|escalier|esc|staircase|stairs|entree|entrance|tour|tower|hall|cage|allee)(?: |(?=\d))/

export const designationOf = (name: string): string => {
  const plain = searchForm(name)
  const bare = plain.replace(WORD, '').trim()
  // `01` and `1` are one number.
  return bare.replace(/^0+(?=\d)/, '')
}
