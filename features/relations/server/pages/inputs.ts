/** The inputs of a public form as HTML: a star stands exactly where the form refuses what is empty. */
import { type Html, html, NOTHING } from '@loge/features/privacy/server'
import type { FilledForm, FormFault, FormInput } from '../../core/index.ts'
import { formWords } from './words.ts'

type Language = 'en' | 'fr'

const TYPES = { email: 'email', phone: 'tel', date: 'date' } as const
const COMPLETES = {
  given_name: 'given-name',
  family_name: 'family-name',
  email: 'email',
  phone: 'tel',
} as const

const typeOf = (input: FormInput): string =>
  input.type === 'email' || input.type === 'phone' || input.type === 'date' ? TYPES[input.type] : 'text'

export const faultText = (fault: FormFault | undefined, id: string, language: Language): Html =>
  fault === undefined
    ? NOTHING
    : html`<p class="hint err" id="${id}-fault">${formWords(language).faults[fault]}</p>`

/** A register writes its labels as they stand in a sentence. */
const begun = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1)

const controlOf = (
  input: FormInput,
  value: string,
  { language, attributes }: { readonly language: Language; readonly attributes: Html },
): Html => {
  if (input.type === 'choice')
    return html`<select class="in" ${attributes}><option value="">${formWords(language).choose}</option>${(
      input.options ?? []
    ).map(
      ({ id, label }) =>
        html`<option value="${id}"${id === value ? html` selected` : NOTHING}>${label[language]}</option>`,
    )}</select>`
  if (input.type === 'long_text' || input.type === 'address')
    return html`<textarea class="in" rows="3" ${attributes}>${value}</textarea>`
  const completes = input.is === undefined ? 'off' : COMPLETES[input.is]
  return html`<input class="in" type="${typeOf(input)}" value="${value}" autocomplete="${completes}" ${attributes}>`
}

export const inputField = (input: FormInput, filled: FilledForm | undefined, language: Language): Html => {
  const { id, mandatory } = input
  const fault = filled?.faults[id]
  const attributes = html`id="in-${id}" name="${id}"${mandatory ? html` required aria-required="true"` : NOTHING}${
    fault === undefined ? NOTHING : html` aria-invalid="true" aria-describedby="in-${id}-fault"`
  }`
  return html`<div class="field"><label for="in-${id}">${begun(input.label[language])}${mandatory ? html` *` : NOTHING}</label>
${controlOf(input, filled?.values[id] ?? '', { language, attributes })}${faultText(fault, `in-${id}`, language)}</div>`
}

/** Nobody sees this field, so whatever fills it is a machine. */
export const TRAP = 'website'
export const trap = (language: Language): Html =>
  html`<div class="trap" aria-hidden="true"><label>${formWords(language).trap}<input name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>`
