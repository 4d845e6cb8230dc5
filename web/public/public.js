// For the pages the server writes: the theme and the language chosen on this device, and the form for requests. Each page
// says everything without it.
;(() => {
  const root = document.documentElement
  try {
    const theme = localStorage.getItem('loge.theme')
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
    const chosen = localStorage.getItem('loge.language')
    const address = new URL(location.href)
    if ((chosen === 'en' || chosen === 'fr') && chosen !== root.lang && !address.searchParams.has('lang')) {
      address.searchParams.set('lang', chosen)
      location.replace(address)
    }
  } catch {
    // Storage may be closed to us; the page then follows the device.
  }

  const rememberLanguage = ({ target }) => {
    const language =
      target instanceof Element ? target.closest('[data-language]')?.dataset.language : undefined
    if (language === undefined) return
    try {
      localStorage.setItem('loge.language', language)
    } catch {
      // The address says it too.
    }
  }

  const send = async (form) => {
    const status = form.querySelector('[role=status]')
    const button = form.querySelector('button')
    const say = (text) => {
      status.textContent = text
      status.hidden = false
    }
    const filled = Object.fromEntries(
      [...new FormData(form)]
        .map(([name, value]) => [name, value.trim()])
        .filter(([, value]) => value !== ''),
    )
    if (filled.email === undefined && filled.address === undefined) {
      say(form.dataset.needs)
      form.elements.email.focus()
      return
    }
    const organization = root.dataset.organization
    const body = { ...filled, language: root.lang, ...(organization === '' ? {} : { organization }) }
    button.setAttribute('aria-busy', 'true')
    try {
      const answer = await fetch('/api/v1/public/privacy/requests', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': root.lang },
        body: JSON.stringify(body),
      })
      if (answer.ok) {
        say(form.dataset.sent)
        form.reset()
      } else {
        say(answer.status === 429 ? form.dataset.many : form.dataset.failed)
      }
    } catch {
      say(form.dataset.failed)
    }
    button.removeAttribute('aria-busy')
  }

  document.addEventListener('click', rememberLanguage)
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'request') return
    event.preventDefault()
    void send(event.target)
  })
})()
