/** The public application form: an opening or spontaneous, with a CV, without account, cookie or script. */
import {
  createNetworkLimit,
  type Html,
  html,
  inspectFile,
  noteRefused,
  linkTo,
  NOTHING,
  organizationPage,
  PATHS,
  type Place,
  toldNameOf,
  type Written,
} from '@loge/features/privacy/server'
import { documentWords } from '@loge/features/privacy/core'
import { hashOf, sayDayIn } from '@loge/features/law/server'
import { type AskedPage, type Page, Problem, type SentPage } from '@loge/http'
import { formatId, parseId } from '@loge/kernel'
import { MOST_OF_DOCUMENT } from '../../applications-wire.ts'
import { fillForm, type FilledForm, formOf, type FormInput, ownSource, specialIn } from '../../core/index.ts'
import { type CheckedDocument, keepApplication } from '../applications/keep.ts'
import { openOpenings } from '../applications/openings.ts'
import type { DocumentKind } from '../applications/tables.ts'
import { endOfPool, joinPool, talentPurpose } from '../applications/talents.ts'
import { FORM_ACTOR } from '../contact/receive-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { formNamed } from '../form-version.ts'
import { todayOf } from '../keep-source.ts'
import { applyWords } from './apply-words.ts'
import { inputField, TRAP, trap } from './inputs.ts'
import { type FormOf, noticeAt, noticeField } from './notice.ts'
import { formWords } from './words.ts'

const FORM: FormOf = { runs: ['recruitment', 'talent_pool'], kinds: [] }
const SPONTANEOUS = 'spontaneous'
const MOST: Readonly<Record<DocumentKind, number>> = { cv: MOST_OF_DOCUMENT, letter: 1024 * 1024 }

/** What the register asks of candidates; what work they look for is asked by the form itself. */
const askedOf = ({ register }: Place): readonly FormInput[] =>
  formOf(register, ['candidate']).filter(({ id }) => id !== 'position')

const ownInputs = async (
  { transaction, organizationId }: Place,
  language: 'en' | 'fr',
): Promise<readonly FormInput[]> => {
  const words = applyWords(language)
  const openings = await openOpenings(transaction, organizationId)
  const both = (text: string) => ({ en: text, fr: text })
  const field = (id: string, label: string, more: Pick<FormInput, 'mandatory' | 'type'>): FormInput => ({
    id,
    label: both(label),
    ...more,
  })
  return [
    ...(openings.length === 0
      ? []
      : [
          {
            ...field('opening', words.opening, { mandatory: true, type: 'choice' }),
            options: [
              ...openings.map(({ id, title }) => ({ id: formatId('jobOpening', id), label: title })),
              { id: SPONTANEOUS, label: both(words.spontaneous) },
            ],
          },
        ]),
    field('position', words.position, { mandatory: openings.length === 0, type: 'text' }),
    field('letter', words.letter, { mandatory: false, type: 'long_text' }),
    field('education', words.education, { mandatory: false, type: 'long_text' }),
    field('career', words.career, { mandatory: false, type: 'long_text' }),
  ]
}

interface Shown {
  readonly filled?: FilledForm
  readonly said?: string
  readonly status?: number
  readonly faults?: Readonly<Partial<Record<DocumentKind, string>>>
  readonly asksSure?: boolean
}

const fileField = (kind: DocumentKind, { faults = {} }: Shown, language: 'en' | 'fr'): Html => {
  const words = applyWords(language)
  const fault = faults[kind]
  const label = kind === 'cv' ? words.cv : words.letterFile
  return html`<div class="field"><label for="in-${kind}-file">${label}${kind === 'cv' ? html` *` : NOTHING}</label>
<input class="in" type="file" id="in-${kind}-file" name="${kind}_file" accept="application/pdf,image/png,image/jpeg"${kind === 'cv' ? html` required aria-required="true"` : NOTHING}${fault === undefined ? NOTHING : html` aria-invalid="true" aria-describedby="in-${kind}-file-fault"`}>
${fault === undefined ? NOTHING : html`<p class="hint err" id="in-${kind}-file-fault">${fault}</p>`}</div>`
}

const page = async (deps: RelationsDeps, place: Place, asked: AskedPage, shown: Shown): Promise<Written> => {
  const { language } = asked
  const { filled, said, asksSure } = shown
  const { required } = formWords(language)
  const words = applyWords(language)
  const openings = await openOpenings(place.transaction, place.organizationId)
  const inputs = [...askedOf(place), ...(await ownInputs(place, language))]
  const list =
    openings.length === 0
      ? NOTHING
      : html`<section aria-labelledby="openings"><h2 id="openings">${words.openings}</h2>${openings.map(
          ({ title, body }) => html`<h3>${title[language]}</h3><p>${body[language]}</p>`,
        )}</section>`
  const pool =
    talentPurpose(place.register) === undefined
      ? NOTHING
      : html`<label class="opt"><input type="checkbox" name="pool" value="yes"><span><b>${words.pool}</b><span class="note">${words.poolHint(sayDayIn(language, Date.parse(endOfPool(place.register, deps.world))))}</span></span></label>`
  const sure = asksSure
    ? html`<label class="opt"><input type="checkbox" name="sure" value="yes"><span><b>${words.sure}</b></span></label>`
    : NOTHING
  const form = html`<form class="ask" method="post" enctype="multipart/form-data" action="${linkTo(asked, PATHS.apply)}" accept-charset="utf-8">
${said === undefined ? NOTHING : html`<p class="notice" role="alert">${said}</p>`}<p class="hint">${required}</p>
${inputs.map((input) => inputField(input, filled, language))}
<p class="hint">${words.specialHint}</p>${sure}
<p class="hint" data-warning>${documentWords[language].privacy.transmission}</p>
${(['cv', 'letter'] as const).map((kind) => fileField(kind, shown, language))}
${pool}${trap(language)}${noticeField(place)}<button class="btn btn-main btn-wide no-print">${words.send}</button></form>`
  return {
    status: shown.status ?? 200,
    title: words.title,
    body: html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>${list}<div class="two">${noticeAt(place, asked, FORM)}${form}</div>`,
  }
}

const thanks = ({ language }: AskedPage): Written => {
  const { sentTitle, sent } = applyWords(language)
  return {
    status: 200,
    title: sentTitle,
    body: html`<h1>${sentTitle}</h1><p class="lead" role="status">${sent}</p>`,
  }
}

interface Checked {
  readonly documents: readonly CheckedDocument[]
  readonly faults: Readonly<Partial<Record<DocumentKind, string>>>
}

/** What was refused is kept nowhere, and the log says that it came. */
const checkFiles = async (
  deps: RelationsDeps,
  place: Place,
  { files, language }: SentPage,
): Promise<Checked> => {
  const words = applyWords(language)
  const documents: CheckedDocument[] = []
  const faults: Partial<Record<DocumentKind, string>> = {}
  const who = { organizationId: place.organizationId, actor: FORM_ACTOR }
  for (const kind of ['cv', 'letter'] as const) {
    const file = files[`${kind}_file`]
    if (file === undefined) {
      if (kind === 'cv') faults.cv = words.cvMissing
      continue
    }
    const seen = inspectFile(file.bytes, MOST[kind])
    if (seen.ok) documents.push({ kind, name: toldNameOf(file.name), type: seen.type, bytes: file.bytes })
    else {
      faults[kind] = words.faults[seen.fault]
      await noteRefused(place.transaction, deps.world, who, { what: kind, fault: seen.fault })
    }
  }
  return { documents, faults }
}

interface Complete {
  readonly asked: readonly FormInput[]
  readonly filled: FilledForm
  readonly documents: readonly CheckedDocument[]
}

const keep = async (
  deps: RelationsDeps,
  place: Place,
  sent: SentPage,
  { asked, filled: { values, faults }, documents }: Complete,
): Promise<void> => {
  const { transaction, organizationId, register } = place
  const { world } = deps
  const keeping = { transaction, world, organizationId, actor: FORM_ACTOR, register }
  const { language, fields } = sent
  const openingId = parseId('jobOpening', values['opening'] ?? '') ?? null
  const openings = await openOpenings(transaction, organizationId)
  const title = openings.find(({ id }) => id === openingId)?.title[language] ?? ''
  const kept = await keepApplication(deps, keeping, {
    inputs: asked,
    filled: { values, faults },
    language,
    openingId,
    position: values['position'] ?? title,
    letter: values['letter'] ?? '',
    education: values['education'] ?? '',
    career: values['career'] ?? '',
    channel: 'site',
    boardId: null,
    from: 'self',
    source: {
      source: ownSource(register, 'recruitment', 'application') ?? 'person',
      detail: formNamed('application', asked),
      collectedOn: todayOf(world),
    },
    documents,
  })
  if (fields['pool'] === 'yes')
    await joinPool(keeping, {
      personId: kept.personId,
      applicationId: kept.id,
      provenanceId: kept.provenanceId,
      language,
    })
}

export const applyPage = (deps: RelationsDeps): Page => {
  const limit = createNetworkLimit(deps.world)
  const receive = async (place: Place, sent: SentPage) => {
    const { language, fields } = sent
    const words = applyWords(language)
    const { corrections, noticeChanged, tooMany } = formWords(language)
    const done = { redirect: linkTo(sent, PATHS.apply, { sent: 'yes' }) as `/${string}` }
    const asked = askedOf(place)
    const filled = fillForm([...asked, ...(await ownInputs(place, language))], fields)
    const again = (shown: Shown) => page(deps, place, sent, { filled, status: 422, ...shown })
    // A machine is told what everybody is told.
    if ((fields[TRAP] ?? '') !== '') return done
    try {
      limit(sent.address)
      const { documents, faults } = await checkFiles(deps, place, sent)
      if (Object.keys({ ...filled.faults, ...faults }).length > 0)
        return await again({ said: `${corrections} ${words.filesAgain}`, faults })
      if (fields['notice'] !== hashOf(place.register))
        return await again({ said: noticeChanged, status: 409 })
      const written = ['letter', 'education', 'career'].map((id) => filled.values[id] ?? '').join('\n')
      const special = [...new Set(specialIn(written).map(({ kind }) => words.kinds[kind]))]
      if (special.length > 0 && fields['sure'] !== 'yes')
        return await again({ said: words.special(special), asksSure: true })
      await keep(deps, place, sent, { asked, filled, documents })
    } catch (error) {
      if (error instanceof Problem && error.status === 429) return again({ said: tooMany, status: 429 })
      throw error
    }
    return done
  }
  return organizationPage(deps, PATHS.apply, {
    write: async (place, asked) =>
      asked.query['sent'] === 'yes' ? thanks(asked) : page(deps, place, asked, {}),
    receive,
  })
}
