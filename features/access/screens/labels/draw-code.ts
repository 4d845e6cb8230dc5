/** A text as a QR code (ISO/IEC 18004), drawn as one path of an SVG. */
import { encode } from 'uqr'

/** Four squares of margin, as the norm asks. */
const QUIET = 4

/** Level M: it is read with a seventh of it scratched off. */
export const drawCode = (text: string): { readonly size: number; readonly path: string } => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const path = data
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '#' : ' '))
          .join('')
          .matchAll(/#+/g),
      ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('')
  return { size, path }
}
