/** The page of one application, for whoever has its link: what is kept, who opened it, and the ways out. */
import { sayDayIn, sayMomentIn, timeZoneOf } from '@loge/features/law/server'
import {
  type Html,
  html,
  linkTo,
  NOTHING,
  organizationPage,
  PATHS,
  type Place,
  type Written,
} from '@loge/features/privacy/server'
import type { AskedPage, Page, SentPage } from '@loge/http'
import { parseId } from '@loge/kernel'
import { isClosed } from '../../core/index.ts'
import { actOnMine, describeMine, findMine, type Mine, type OwnAct, poolDayOf } from '../applications/own.ts'
import { talentPurpose } from '../applications/talents.ts'
import type { RelationsDeps } from '../deps.ts'
import { applyWords } from './apply-words.ts'

type Words = ReturnType<typeof applyWords>

const lost = ({ language }: AskedPage): Written => {
  const { lostTitle: title, lost: said } = applyWords(language).mine
  return { status: 404, title, body: html`<h1>${title}</h1><p class="lead">${said}</p>` }
}

const button = (
  asked: AskedPage,
  { act, label, detail }: { readonly act: string; readonly label: string; readonly detail?: string },
): Html =>
  html`<form method="post" class="no-print" action="${linkTo(asked, PATHS.applied, { token: asked.query['token'] ?? '' })}"><input type="hidden" name="act" value="${act}">${detail === undefined ? NOTHING : html`<input type="hidden" name="detail" value="${detail}">`}<button class="btn">${label}</button></form>`

const fileOf = async (
  deps: RelationsDeps,
  place: Place,
  { asked, mine }: { readonly asked: AskedPage; readonly mine: Mine },
): Promise<Html> => {
  const { language } = asked
  const words: Words['mine'] = applyWords(language).mine
  const { file } = mine
  if (file === undefined) return html`<p>${words.over}</p>`
  const zone = await timeZoneOf(place.transaction)
  const whenIn = (at: number) => sayMomentIn(language, at, zone)
  const { steps, documents, details, views, keptUntil } = await describeMine(deps, place, file)
  return html`<p class="lead">${words.for}: ${file.position}</p>
<h2>${words.steps}</h2><ul>${steps.map(({ state, at }) => html`<li>${words.states[state]} <span class="note">${whenIn(at)}</span></li>`)}</ul>
<p>${words.kept} ${keptUntil === null ? words.keptOpen : sayDayIn(language, Date.parse(keptUntil))}</p>
<h2>${words.documents}</h2><ul>${documents.map(({ name, size }) => html`<li>${name} <span class="note">${Math.ceil(size / 1024)} kB</span></li>`)}</ul>
<h2>${words.views}</h2>${views.length === 0 ? html`<p>${words.viewsNone}</p>` : html`<ul>${views.map(({ what, at }) => html`<li>${words.viewed[what]}, ${words.by} <span class="note">${whenIn(at)}</span></li>`)}</ul>`}
${details.length === 0 ? NOTHING : html`<h2>${words.details}</h2><ul>${details.map(({ id, words: said }) => html`<li>${said} ${button(asked, { act: 'remove', label: words.remove, detail: `apt_${id.replaceAll('-', '')}` })}</li>`)}</ul>`}
${isClosed(file.state) ? NOTHING : html`<h2>${words.withdraw}</h2><p>${words.withdrawHint} <a href="${linkTo(asked, PATHS.request)}">${linkTo({ ...asked, query: {} }, PATHS.request).split('?')[0] ?? ''}</a></p>${button(asked, { act: 'withdraw', label: words.withdraw })}`}`
}

const poolOf = async (
  place: Place,
  { asked, mine }: { readonly asked: AskedPage; readonly mine: Mine },
): Promise<Html> => {
  const words = applyWords(asked.language).mine
  const day = await poolDayOf(place, mine)
  if (day === null && (mine.file === undefined || talentPurpose(place.register) === undefined)) return NOTHING
  return html`<h2>${words.pool}</h2>${
    day === null
      ? html`<p>${words.notInPool}</p><p class="hint">${talentPurpose(place.register)?.sentence[asked.language] ?? ''}</p>${button(asked, { act: 'join', label: words.join })}`
      : html`<p>${words.inPool(sayDayIn(asked.language, Date.parse(day)))}</p>${button(asked, { act: 'leave', label: words.leave })}`
  }`
}

const actOf = ({ fields }: SentPage): OwnAct | undefined => {
  const { act } = fields
  if (act === 'withdraw' || act === 'join' || act === 'leave') return { kind: act }
  const detailId = parseId('applicationDetail', fields['detail'] ?? '')
  return act === 'remove' && detailId !== undefined ? { kind: 'remove', detailId } : undefined
}

export const appliedPage = (deps: RelationsDeps): Page =>
  organizationPage(deps, PATHS.applied, {
    write: async (place, asked) => {
      const mine = await findMine(deps, place, asked.query['token'] ?? '')
      if (mine === undefined) return lost(asked)
      const words = applyWords(asked.language).mine
      const said =
        asked.query['done'] === 'yes' ? html`<p class="notice" role="status">${words.done}</p>` : NOTHING
      const shown = { asked, mine }
      return {
        status: 200,
        title: words.title,
        body: html`<h1>${words.title}</h1>${said}${await fileOf(deps, place, shown)}${await poolOf(place, shown)}`,
      }
    },
    receive: async (place, sent) => {
      const token = sent.query['token'] ?? ''
      const mine = await findMine(deps, place, token)
      const act = actOf(sent)
      if (mine === undefined || act === undefined) return lost(sent)
      await actOnMine(deps, place, mine, act)
      return { redirect: linkTo(sent, PATHS.applied, { token, done: 'yes' }) as `/${string}` }
    },
  })
