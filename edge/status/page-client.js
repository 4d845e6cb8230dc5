// Runs in the browser: asks every few seconds how the edge is.
const main = document.querySelector('main')
const away = document.getElementById('away')

const refresh = async () => {
  const answer = await fetch(location.href).catch(() => undefined)
  away.hidden = answer?.ok === true
  if (answer?.ok !== true) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
  // What did not change is left alone, and with it what somebody selected.
  if (fresh !== null && fresh.innerHTML !== main.innerHTML) main.replaceChildren(...fresh.childNodes)
}

setInterval(() => void refresh(), 5_000)
void refresh()
