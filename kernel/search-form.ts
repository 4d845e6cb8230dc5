/** Names without case, accents and hyphens: `Chloé N’Diaye-Roux` is found by `ndiaye roux`. */
export const searchForm = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
