// Runs in the browser: asks how the residence is once a second, and sends what somebody does to it.
const { words, devices } = JSON.parse(document.getElementById('data').textContent)
const person = document.getElementById('person')
const code = document.getElementById('code')
const whose = document.getElementById('whose')
const people = new Map(
  [...document.querySelectorAll('#people option')].map((one) => [one.value, one.dataset.key]),
)
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')

const send = (wanted) =>
  fetch('/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  }).then(show, show)

const ACTS = {
  entrance: ['present', 'leave', 'hold', 'force'],
  lift: ['present'],
  washer: ['fail', 'repair'],
  dryer: ['fail', 'repair'],
  terminal: ['fail', 'repair'],
  intercom: ['ring', 'type'],
  parcelLockers: ['deliver'],
  letterboxes: ['deliver'],
  detector: ['smoke', 'clear'],
}
const actsOf = (device) => [
  ...(ACTS[device.kind] ?? []),
  ...(device.battery ? ['drain', 'recharge'] : []),
  'silence',
  'reconnect',
]

// A name that is nobody's shows a badge that nobody knows; it is said before it is tried.
person.addEventListener('input', () => {
  whose.textContent = person.value === '' || people.has(person.value) ? '' : words.nobodyCalledSo
})

const TAKES_PERSON = ['present', 'ring']

const cells = new Map()
for (const device of devices) {
  const row = document.createElement('tr')
  const name = document.createElement('th')
  name.scope = 'row'
  name.textContent = device.name
  const state = document.createElement('td')
  const acts = document.createElement('td')
  for (const act of actsOf(device)) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words[act]
    button.setAttribute('aria-label', `${words[act]}, ${device.name}`)
    button.addEventListener('click', () => {
      const who = TAKES_PERSON.includes(act) ? { person: people.get(person.value) ?? null } : {}
      const typed = act === 'type' ? { code: code.value.replace(/\D/g, '') || code.placeholder } : {}
      void send({ act, device: device.key, ...who, ...typed })
    })
    button.dataset.act = act
    acts.append(button)
  }
  row.append(name, state, acts)
  document.getElementById(device.kind === 'entrance' ? 'entrances' : 'equipment').append(row)
  cells.set(device.key, { state, acts, name: device.name, kind: device.kind })
}

for (const button of document.querySelectorAll('[data-speed]'))
  button.addEventListener('click', () => void send({ act: 'speed', speed: Number(button.dataset.speed) }))
for (const button of document.querySelectorAll('[data-uplink]'))
  button.addEventListener('click', () => void send({ act: 'uplink', cut: button.dataset.uplink === 'cut' }))

const isSmoky = ({ says }) => says.smoke === 'ON'
const PHASES = { free: 'free', ready: 'free', running: 'running', stopped: 'failed', out_of_order: 'failed' }
const CONTENTS = {
  parcelLockers: ({ full }) => (full === 0 ? words.empty : fill(words.parcels, { count: full })),
  letterboxes: ({ full }) => (full === 0 ? words.empty : fill(words.mail, { count: full })),
  noticeBoard: ({ says }) => (says.message ? fill(words.shows, { message: says.message }) : words.empty),
  lift: ({ isSilent, released }) =>
    isSilent ? undefined : released === 0 ? words.noFloor : fill(words.released, { count: released }),
  detector: ({ isSilent, says }) => (isSilent ? undefined : isSmoky({ says }) ? words.smoky : words.calm),
  intercom: ({ isSilent }) => (isSilent ? undefined : words.free),
}
const describe = (device, kind) => {
  const { isSilent, says } = device
  return [
    ...(isSilent ? [words.silent] : []),
    ...(says.leaf === undefined ? [] : [says.leaf === 'ON' ? words.open : words.closed]),
    ...(says.lock === undefined ? [] : [says.lock === 'LOCKED' ? words.locked : words.unlocked]),
    ...(says.phase === undefined ? [] : [words[PHASES[says.phase]]]),
    ...[CONTENTS[kind]?.(device)].filter(Boolean),
    ...(says.battery === undefined ? [] : [fill(words.battery, { percent: says.battery })]),
  ].join(', ')
}

const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text
}

const hasFailed = ({ says }) => PHASES[says.phase] === 'failed'
const isEmpty = ({ says }) => Number(says.battery) <= 20
/** Two acts that undo each other, and which of them can be done now. */
const PAIRS = [
  { first: 'silence', second: 'reconnect', isDone: ({ isSilent }) => isSilent },
  { first: 'fail', second: 'repair', isDone: hasFailed },
  { first: 'smoke', second: 'clear', isDone: isSmoky },
  { first: 'drain', second: 'recharge', isDone: isEmpty },
]

const offer = (acts, device) => {
  for (const { first, second, isDone } of PAIRS) {
    const [before, after] = [first, second].map((act) => acts.querySelector(`[data-act=${act}]`))
    if (before === null) continue
    const [shown, hidden] = isDone(device) ? [after, before] : [before, after]
    const hadFocus = document.activeElement === hidden
    shown.hidden = false
    hidden.hidden = true
    // Whoever pressed one goes on with the one that undoes it.
    if (hadFocus) shown.focus()
  }
}

/** The line can be cut or restored, never both; whoever pressed one goes on with the one that undoes it. */
const offerLine = (isCut) => {
  const [cut, restore] = ['cut', 'restore'].map((act) => document.querySelector(`[data-uplink=${act}]`))
  const [shown, hidden] = isCut ? [restore, cut] : [cut, restore]
  const hadFocus = document.activeElement === hidden
  shown.hidden = isCut === null
  hidden.hidden = true
  if (hadFocus) shown.focus()
}

async function show() {
  const answer = await fetch('/state').catch(() => undefined)
  if (answer?.ok !== true) return
  const { time, realTime, speed, isCut, deeds, devices: now } = await answer.json()
  setText(document.getElementById('clock'), time)
  setText(document.getElementById('real'), realTime)
  for (const button of document.querySelectorAll('[data-speed]'))
    button.setAttribute('aria-pressed', String(Number(button.dataset.speed) === speed))
  const line = isCut === null ? 'uplink.unknown' : isCut ? 'uplink.isCut' : 'uplink.isWhole'
  setText(document.getElementById('uplink'), words[line])
  offerLine(isCut)
  for (const device of now) {
    const cell = cells.get(device.key)
    if (cell === undefined) continue
    setText(cell.state, describe(device, cell.kind))
    cell.state.parentElement.classList.toggle(
      'trouble',
      device.isSilent || hasFailed(device) || isEmpty(device) || isSmoky(device),
    )
    offer(cell.acts, device)
  }
  const lines = deeds.map(({ key, who, what }) =>
    fill(words[key], { who: who ?? words.somebody, what: cells.get(what)?.name }),
  )
  const list = document.getElementById('deeds')
  if (lines.length > 0 && list.dataset.lines !== lines.join('\n')) {
    list.dataset.lines = lines.join('\n')
    list.replaceChildren(
      ...lines.map((text) => {
        const item = document.createElement('li')
        item.textContent = text
        return item
      }),
    )
  }
}

setInterval(() => void show(), 1_000)
void show()
