/** The residence last opened on this device, for the plate on the door: where one address serves several, nobody tells its name before sign-in. */
export interface RememberedResidence {
  readonly name: string
  readonly address: string | undefined
}

const KEY = 'loge.residence'

export const rememberResidence = (residence: RememberedResidence): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(residence))
  } catch {
    // The plate then says Loge.
  }
}

export const rememberedResidence = (): RememberedResidence | undefined => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof stored !== 'object' || stored === null || !('name' in stored)) return undefined
    const address = 'address' in stored && typeof stored.address === 'string' ? stored.address : undefined
    return { name: String(stored.name), address }
  } catch {
    return undefined
  }
}
