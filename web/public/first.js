// As early as can be: the theme and the language chosen on this device. A file of its own, since the content security
// policy forbids inline scripts; after the first frame, since that waits for nothing.
;(() => {
  try {
    const theme = localStorage.getItem('loge.theme')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
    const language = localStorage.getItem('loge.language') ?? navigator.language
    document.documentElement.lang = language.startsWith('fr') ? 'fr' : 'en'
  } catch {
    // Storage may be closed to us; the page then follows the device.
  }
})()
