/** The public side of the newsletter: ask for it, confirm it from the mailbox, end it; each in one press, without a script. */
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
import { hashOf } from '@loge/features/law/server'
import { createNetworkLimit } from '@loge/features/privacy/server'
import type { AskedPage, Page, SentPage } from '@loge/http'
import { parseId } from '@loge/kernel'
import { fillForm, type FilledForm, type FormInput, ownSource } from '../../core/index.ts'
import { FORM_ACTOR } from '../contact/receive-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { formNamed } from '../form-version.ts'
import { askSubscription, newsletterPurpose } from '../newsletter/ask.ts'
import { confirmSubscription } from '../newsletter/confirm.ts'
import { endSubscription } from '../newsletter/end.ts'
import { readKey } from '../newsletter/key.ts'
import { newsletterTablesOf } from '../newsletter/tables.ts'
import { inputField, TRAP, trap } from './inputs.ts'
import { type FormOf, noticeAt, noticeField } from './notice.ts'
import { formWords } from './words.ts'

const FORM: FormOf = { runs: ['newsletter'], kinds: [] }

const plain = (
  asked: AskedPage,
  [title, lead]: readonly [string, string],
  more: Html = NOTHING,
): Written => ({
  status: 200,
  title,
  body: html`<h1>${title}</h1><p class="lead" role="status">${lead}</p>${more}<p><a href="${linkTo(asked, PATHS.newsletter)}">${formWords(asked.language).newsletter.title}</a></p>`,
})

const inputsOf = async (
  { transaction, organizationId }: Place,
  language: 'en' | 'fr',
): Promise<readonly FormInput[]> => {
  const words = formWords(language).newsletter
  const lists = await newsletterTablesOf(transaction)
    .selectFrom('newsletter_list')
    .select(['id', 'name', 'frequency'])
    .where('organization_id', '=', organizationId)
    .orderBy('created_at')
    .limit(50)
    .execute()
  if (lists.length === 0) return []
  return [
    {
      id: 'list',
      label: { en: words.list, fr: words.list },
      mandatory: true,
      type: 'choice',
      options: lists.map(({ id, name, frequency }) => ({
        id: `nll_${id.replaceAll('-', '')}`,
        label: { en: `${name.en} (${frequency.en})`, fr: `${name.fr} (${frequency.fr})` },
      })),
    },
    { id: 'email', is: 'email', label: { en: words.email, fr: words.email }, mandatory: true, type: 'email' },
  ]
}

interface Shown {
  readonly filled?: FilledForm
  readonly said?: string
  readonly status?: number
}

const ask = async (
  place: Place,
  asked: AskedPage,
  { filled, said, status = 200 }: Shown,
): Promise<Written> => {
  const { language } = asked
  const words = formWords(language)
  const { newsletter } = words
  const inputs = await inputsOf(place, language)
  const sentence = newsletterPurpose(place.register)?.sentence[language] ?? ''
  const form =
    inputs.length === 0
      ? html`<p class="notice">${newsletter.none}</p>`
      : html`<form class="ask" method="post" action="${linkTo(asked, PATHS.newsletter)}" accept-charset="utf-8">
${said === undefined ? NOTHING : html`<p class="notice" role="alert">${said}</p>`}<p class="hint">${words.required}</p>
${inputs.map((input) => inputField(input, filled, language))}
<label class="opt"><input type="checkbox" name="agree" value="yes" required aria-required="true"><span><b>${newsletter.agree} *</b><span class="note">${sentence}</span></span></label>
${trap(language)}${noticeField(place)}<button class="btn btn-main btn-wide no-print">${newsletter.send}</button></form>`
  return {
    status,
    title: newsletter.title,
    body: html`<h1>${newsletter.title}</h1><p class="lead">${newsletter.lead}</p><div class="two">${noticeAt(place, asked, FORM)}${form}</div>`,
  }
}

const askPage = (deps: RelationsDeps): Page => {
  const limit = createNetworkLimit(deps.world)
  const receive = async (place: Place, sent: SentPage) => {
    const { language, fields } = sent
    const words = formWords(language)
    const { transaction, organizationId, register } = place
    const inputs = await inputsOf(place, language)
    const filled = fillForm(inputs, fields)
    const again = (said: string, status = 422) => ask(place, sent, { filled, said, status })
    if (Object.keys(filled.faults).length > 0) return again(words.corrections)
    if (fields['agree'] !== 'yes') return again(words.newsletter.agreeMissing)
    if (fields['notice'] !== hashOf(register)) return again(words.noticeChanged, 409)
    const listId = parseId('newsletterList', filled.values['list'] ?? '')
    try {
      limit(sent.address)
    } catch {
      return again(words.tooMany, 429)
    }
    if ((fields[TRAP] ?? '') === '' && listId !== undefined)
      await askSubscription(
        { transaction, world: deps.world, organizationId, register },
        {
          listId,
          email: filled.values['email'] ?? '',
          language,
          shown: `${words.newsletter.agree} ${newsletterPurpose(register)?.sentence[language] ?? ''}`,
          source: ownSource(register, 'newsletter', 'newsletter') ?? 'person',
          detail: formNamed('newsletter', inputs),
          network: sent.address,
        },
      )
    return { redirect: linkTo(sent, PATHS.newsletter, { sent: 'yes' }) as `/${string}` }
  }
  return organizationPage(deps, PATHS.newsletter, {
    write: async (place, asked) => {
      const { askedTitle, asked: said } = formWords(asked.language).newsletter
      return asked.query['sent'] === 'yes' ? plain(asked, [askedTitle, said]) : ask(place, asked, {})
    },
    receive,
  })
}

/** A link alone changes nothing: mail scanners follow links. A press does. */
const button = (asked: AskedPage, path: string, label: string): Html =>
  html`<form method="post" action="${linkTo(asked, path, { token: asked.query['token'] ?? '' })}"><button class="btn btn-main">${label}</button></form>`

const lost = (asked: AskedPage): Written => {
  const { lostTitle, lost: said } = formWords(asked.language).newsletter
  return { ...plain(asked, [lostTitle, said]), status: 404 }
}

const confirmPage = (deps: RelationsDeps): Page =>
  organizationPage(deps, PATHS.newsletter_confirm, {
    write: async (_place, asked) => {
      const { confirmTitle, confirmLead, confirm } = formWords(asked.language).newsletter
      return plain(asked, [confirmTitle, confirmLead], button(asked, PATHS.newsletter_confirm, confirm))
    },
    receive: async ({ transaction, organizationId, register }, sent) => {
      const { world } = deps
      const key = await readKey(transaction, deps, organizationId)
      const id = key.readToken('confirm', sent.query['token'] ?? '')
      const keeping = { transaction, world, organizationId, actor: FORM_ACTOR, register }
      if (id === undefined || !(await confirmSubscription(deps, keeping, { id, key }))) return lost(sent)
      const { doneTitle, done } = formWords(sent.language).newsletter
      return plain(sent, [doneTitle, done])
    },
  })

const endPage = (deps: RelationsDeps): Page =>
  organizationPage(deps, PATHS.newsletter_end, {
    fromAnywhere: true,
    write: async (_place, asked) => {
      const { endTitle, endLead, end } = formWords(asked.language).newsletter
      return plain(asked, [endTitle, endLead], button(asked, PATHS.newsletter_end, end))
    },
    // Whoever is gone, or ended it before, has what they want: the answer is the same.
    receive: async ({ transaction, organizationId, register }, sent) => {
      const key = await readKey(transaction, deps, organizationId)
      const id = key.readToken('end', sent.query['token'] ?? '')
      if (id === undefined) return lost(sent)
      await endSubscription(
        { transaction, world: deps.world, organizationId, register, actor: FORM_ACTOR },
        id,
        'link',
      )
      const { endedTitle, ended } = formWords(sent.language).newsletter
      return plain(sent, [endedTitle, ended])
    },
  })

export const newsletterPages = (deps: RelationsDeps): readonly Page[] => [
  askPage(deps),
  confirmPage(deps),
  endPage(deps),
]
