/** One form for one address: what comes before the @ is compared without case too, as every provider does. */

export const normaliseEmail = (text: string): string => text.trim().normalize('NFKC').toLowerCase()
