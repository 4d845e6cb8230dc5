/** What this device remembers: language and theme. Storage may be refused; the page then follows the device. */
export type Language = 'en' | 'fr'
export type Theme = 'system' | 'light' | 'dark'

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

const write = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Kept for this page only.
  }
}

export const chosenLanguage = (): Language => {
  const stored = read('loge.language') ?? navigator.language
  return stored.startsWith('fr') ? 'fr' : 'en'
}

export const chooseLanguage = (language: Language): void => {
  write('loge.language', language)
  document.documentElement.lang = language
}

/** Whether a single letter does something. */
export const lettersAreOn = (): boolean => read('loge.letters') !== 'off'
export const turnLetters = (on: boolean): void => write('loge.letters', on ? undefined : 'off')

export const chosenTheme = (): Theme => {
  const stored = read('loge.theme')
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export const chooseTheme = (theme: Theme): void => {
  write('loge.theme', theme === 'system' ? undefined : theme)
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
