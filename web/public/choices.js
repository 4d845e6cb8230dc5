// Choices about cookies. Nothing that needs a choice is written before it; refusing takes what accepting takes; taking back
// erases what was written. Where the register asks for no choice, nothing is shown.
;(() => {
  const WORDS = {
    en: {
      title: 'May we write more than what is necessary?',
      lead: 'Everything works if you refuse. Your choice is kept six months, and changes at the foot of every page.',
      refuse: 'Refuse all',
      accept: 'Accept all',
      save: 'Save my choices',
      policy: 'Cookie policy',
      refused: 'You refused everything that is not necessary.',
      accepted: 'You accepted: ',
      failed: 'Your choice could not be kept; nothing was written. Try again in a moment.',
      kinds: { preference: 'Preferences', audience: 'Audience measurement', advertising: 'Advertising' },
    },
    fr: {
      title: 'Pouvons-nous écrire plus que le nécessaire ?',
      lead: 'Tout fonctionne si vous refusez. Votre choix vaut six mois ; il se change au bas de chaque page.',
      refuse: 'Tout refuser',
      accept: 'Tout accepter',
      save: 'Enregistrer mes choix',
      policy: 'Politique de cookies',
      refused: 'Vous avez refusé tout ce qui n’est pas nécessaire.',
      accepted: 'Vous avez accepté : ',
      failed: 'Votre choix n’a pas pu être gardé ; rien n’a été écrit. Réessayez dans un instant.',
      kinds: { preference: 'Préférences', audience: 'Mesure d’audience', advertising: 'Publicité' },
    },
  }
  const STYLE = `.choice-banner{position:fixed;inset:auto 0 0;z-index:20;max-height:80vh;overflow:auto;background:var(--paper,#fff);color:var(--ink,#000);border-top:2px solid var(--ink,#000);box-shadow:var(--lift,0 -12px 32px rgb(33 30 25/.12))}
.choice-in{max-width:1200px;margin:0 auto;padding:20px;display:grid;gap:12px}.choice-in h2{font:var(--t-3);margin:0}.choice-in p{margin:0}
.choice-acts{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:12px;max-width:640px}.choice-acts .btn{min-height:48px;white-space:normal}
.choice-kinds{display:flex;flex-wrap:wrap;gap:0 28px}.choice-kinds .opt{min-height:44px}
@media print{.choice-banner{display:none}}`

  const language = () => (document.documentElement.lang.startsWith('fr') ? 'fr' : 'en')
  const organization = () =>
    document.documentElement.dataset.organization ||
    new URLSearchParams(location.search).get('organization') ||
    undefined

  const chosen = () => {
    const found = /(?:^|; )loge-choice=[^;.]*\.([^;]*)/.exec(document.cookie)
    return found === null ? undefined : found[1].split('+').filter((kind) => kind !== 'none')
  }

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  const erase = ({ name, store }) => {
    if (store === 'cookie') document.cookie = `${name}=; Max-Age=0; Path=/`
    else if (store === 'local_storage') localStorage.removeItem(name)
    else if (store === 'session_storage') sessionStorage.removeItem(name)
    else indexedDB.deleteDatabase(name)
  }

  const UNCOUNTED = 'loge.uncounted'
  // A no to being counted outlives the choice it was part of.
  const rememberCounting = (offered, accepted) => {
    if (!offered.includes('audience')) return
    try {
      if (accepted.includes('audience')) localStorage.removeItem(UNCOUNTED)
      else localStorage.setItem(UNCOUNTED, '1')
    } catch {
      // Where storage is closed nothing is counted.
    }
  }

  const keep = async (accepted, { offered, trackers }) => {
    const slug = organization()
    const answer = await fetch('/api/v1/public/cookie-choices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        accepted,
        language: language(),
        surface: document.querySelector('[data-choices]') === null ? 'banner' : 'cookie-page',
        ...(slug === undefined ? {} : { organization: slug }),
      }),
    })
    if (!answer.ok) throw new Error(`choice not kept: ${answer.status}`)
    for (const tracker of trackers) if (!accepted.includes(tracker.kind)) erase(tracker)
    rememberCounting(offered, accepted)
    document.dispatchEvent(new CustomEvent('loge:choice', { detail: accepted }))
  }

  // In the banner what waits for a choice; on its own page everything one may say no to.
  const panel = (asked, kinds, done) => {
    const words = WORDS[language()]
    const status = element('p', { role: 'status', className: 'soft' })
    const before = chosen()
    const say = (accepted) => {
      const names = accepted.map((kind) => words.kinds[kind]).join(', ')
      status.textContent = accepted.length === 0 ? words.refused : words.accepted + names
    }
    if (before !== undefined) say(before)
    const boxes = kinds.map((kind) => {
      const box = element('input', {
        type: 'checkbox',
        name: kind,
        checked: before?.includes(kind) ?? !asked.kinds.includes(kind),
      })
      return {
        kind,
        box,
        label: element('label', { className: 'opt' }, box, element('span', {}, words.kinds[kind])),
      }
    })
    const choose = async (accepted) => {
      try {
        await keep(accepted, asked)
        for (const { kind, box } of boxes) box.checked = accepted.includes(kind)
        say(accepted)
        done()
      } catch {
        status.textContent = words.failed
      }
    }
    const act = (text, pick) =>
      element('button', {
        type: 'button',
        className: 'btn',
        textContent: text,
        onclick: () => void choose(pick()),
      })
    return element(
      'div',
      { className: 'choice-in' },
      element('p', { className: 'soft', textContent: words.lead }),
      element('div', { className: 'choice-kinds' }, ...boxes.map(({ label }) => label)),
      element(
        'div',
        { className: 'choice-acts' },
        act(words.refuse, () => []),
        act(words.accept, () => asked.offered),
        act(words.save, () => [
          ...boxes.filter(({ box }) => box.checked).map(({ kind }) => kind),
          ...asked.offered.filter((kind) => !kinds.includes(kind)),
        ]),
      ),
      status,
    )
  }

  const show = (asked) => {
    document.head.append(element('style', { textContent: STYLE }))
    const place = document.querySelector('[data-choices]')
    if (place !== null) {
      place.append(panel(asked, asked.offered, () => undefined))
      return
    }
    const words = WORDS[language()]
    const title = element('h2', { id: 'choice-title', textContent: words.title })
    const banner = element('section', { className: 'choice-banner' })
    banner.setAttribute('aria-labelledby', title.id)
    const inside = panel(asked, asked.kinds, () => banner.remove())
    inside.prepend(title)
    inside.append(element('a', { href: `/cookies?lang=${language()}`, textContent: words.policy }))
    banner.append(inside)
    document.body.append(banner)
  }

  const begin = async () => {
    if (document.querySelector('.choice-banner') !== null) return
    const slug = organization()
    const query = slug === undefined ? '' : `?organization=${encodeURIComponent(slug)}`
    const answer = await fetch(`/api/v1/public/cookies${query}`)
    if (!answer.ok) return
    const asked = await answer.json()
    const isOwnPage = document.querySelector('[data-choices]') !== null
    if (isOwnPage ? asked.offered.length > 0 : asked.kinds.length > 0 && chosen() === undefined) show(asked)
    countVisits(asked)
  }

  // Pages that the server writes name their organization; the console does not.
  const here = () => (document.documentElement.dataset.organization === undefined ? 'application' : 'site')

  const isUncounted = () => {
    try {
      return localStorage.getItem(UNCOUNTED) !== null
    } catch {
      return true
    }
  }

  const browserHere = () => {
    const said = navigator.userAgent
    if (/Edg/.test(said)) return 'edge'
    if (/Firefox/.test(said)) return 'firefox'
    if (/Chrome/.test(said)) return 'chrome'
    return /Safari/.test(said) ? 'safari' : 'other'
  }

  // Set once and not renewed by visits; of each organization another, and sent in nothing that is counted.
  const firstVisit = ({ name, maxAgeS }) => {
    const of = organization() ?? ''
    const held = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`))
    if (held !== undefined && held.slice(name.length + 1).split('~')[0] === of) return
    const id = crypto.getRandomValues(new Uint32Array(2)).join('')
    document.cookie = `${name}=${of}~${id}; Max-Age=${maxAgeS}; Path=/; SameSite=Strict`
  }

  const originHere = () => {
    const from = document.referrer === '' ? undefined : new URL(document.referrer)
    return from === undefined || from.origin === location.origin ? undefined : from.hostname
  }

  const countVisits = (asked) => {
    const measured = asked.measured.find(({ surface }) => surface === here())
    if (measured === undefined) return
    const mayCount = () =>
      !isUncounted() && (!measured.asksFirst || (chosen()?.includes('audience') ?? false))
    const count = (facts) => {
      if (!mayCount()) return
      const slug = organization()
      const [, choice] = /(?:^|; )loge-choice=([^;.]*)/.exec(document.cookie) ?? []
      const body = {
        surface: measured.surface,
        ...facts,
        ...(slug === undefined ? {} : { organization: slug }),
        ...(choice === undefined ? {} : { choice }),
      }
      fetch('/api/v1/public/audience', {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).catch(() => undefined)
    }
    const began = Date.now()
    const first = () => {
      if (!mayCount()) return
      firstVisit(measured)
      const screen = innerWidth < 600 ? 'small' : innerWidth < 1200 ? 'medium' : 'large'
      count({ page: location.pathname, browser: browserHere(), screen, origin: originHere() })
    }
    first()
    document.addEventListener('loge:choice', first)
    document.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest('a[href]') : null
      if (link !== null && link.origin === location.origin) count({ click: link.pathname })
    })
    addEventListener('pagehide', () => count({ seconds: Math.round((Date.now() - began) / 1000) }))
  }
  begin().catch(() => undefined)
})()
