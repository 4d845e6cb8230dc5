/** One form for a telephone number (E.164), whatever way somebody wrote it. */
import { ok, refuse, type Result } from '@loge/kernel'

interface Plan {
  readonly code: string
  /** The digit that begins a number inside the country and is left out from abroad. */
  readonly trunk: string
}

/** Countries whose residents write to a French or Swiss residence most; others are written with their `+`. */
const PLANS: Readonly<Record<string, Plan>> = {
  AT: { code: '43', trunk: '0' },
  BE: { code: '32', trunk: '0' },
  CH: { code: '41', trunk: '0' },
  DE: { code: '49', trunk: '0' },
  ES: { code: '34', trunk: '' },
  FR: { code: '33', trunk: '0' },
  GB: { code: '44', trunk: '0' },
  IT: { code: '39', trunk: '' },
  LU: { code: '352', trunk: '' },
  MC: { code: '377', trunk: '' },
  PT: { code: '351', trunk: '' },
}

/** ITU-T E.164: at most fifteen digits, and no country code begins with 0. */
const E164 = /^\+[1-9]\d{6,14}$/

export const acceptTelephone = (written: string, country: string): Result<string, 'telephone_invalid'> => {
  const compact = written.replace(/[\s./()\u00a0\u202f-]/g, '')
  const international = compact.replace(/^00/, '+')
  if (international.startsWith('+')) {
    // `+33 (0)6 …` is a common way to write both forms at once.
    const plan = Object.values(PLANS).find(
      ({ code, trunk }) => trunk !== '' && international.startsWith(`+${code}${trunk}`),
    )
    const number =
      plan === undefined ? international : `+${plan.code}${international.slice(plan.code.length + 2)}`
    return E164.test(number) ? ok(number) : refuse('telephone_invalid')
  }
  const plan = PLANS[country]
  if (plan === undefined || !compact.startsWith(plan.trunk)) return refuse('telephone_invalid')
  const number = `+${plan.code}${compact.slice(plan.trunk.length)}`
  return E164.test(number) ? ok(number) : refuse('telephone_invalid')
}
