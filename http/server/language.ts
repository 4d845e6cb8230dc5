/** The better of our two languages for this caller (RFC 9110 §12.5.4); English when nothing decides. */
export type Language = 'en' | 'fr'

export const languageOf = (acceptLanguage: string | undefined): Language => {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find((q) => q !== undefined)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => (language === 'en' || language === 'fr') && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return wishes[0]?.language === 'fr' ? 'fr' : 'en'
}
