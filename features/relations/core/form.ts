/** What a public form asks: what the code knows, and what the register of the organization adds, as data. Pure. */
import type {
  AskedField,
  FieldType,
  KnownField,
  PersonKind,
  Register,
  Sentence,
} from '@loge/features/law/core'

export interface FormInput {
  /** Of the register’s field; of what the code asks itself, its own name. */
  readonly id: string
  readonly label: Sentence
  readonly mandatory: boolean
  readonly type: FieldType
  readonly is?: KnownField
  readonly options?: AskedField['options']
  readonly digits?: number
}

const OWN: readonly FormInput[] = [
  {
    id: 'given_name',
    is: 'given_name',
    label: { en: 'First name', fr: 'Prénom' },
    mandatory: true,
    type: 'text',
  },
  {
    id: 'family_name',
    is: 'family_name',
    label: { en: 'Last name', fr: 'Nom' },
    mandatory: true,
    type: 'text',
  },
  {
    id: 'email',
    is: 'email',
    label: { en: 'E-mail address', fr: 'Adresse électronique' },
    mandatory: true,
    type: 'email',
  },
]

/** Somebody who is not told how to reach them gets no answer: whatever the register says, an address is asked for. */
export const formOf = (
  register: Pick<Register, 'categories' | 'audiences'>,
  kinds: readonly PersonKind[],
): readonly FormInput[] => {
  const audiences = register.audiences.filter(({ is }) => kinds.includes(is)).map(({ id }) => id)
  const asked = register.categories
    .flatMap(({ fields = [] }) => fields)
    .filter(({ type, askedOf }) => type !== 'file' && askedOf.some((id) => audiences.includes(id)))
  const named = (is: KnownField) => asked.find((field) => field.is === is)
  const own = OWN.map((input) => {
    const said = named(input.is as KnownField)
    return said === undefined ? input : { ...input, label: said.label, id: said.id }
  })
  return [...own, ...asked.filter(({ is }) => is === undefined || is === 'phone')]
}

export type FormFault = 'missing' | 'email' | 'phone' | 'number' | 'digits' | 'date' | 'choice' | 'long'

const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,}$/
const LONGEST: Readonly<Record<FieldType, number>> = {
  text: 200,
  long_text: 20_000,
  email: 254,
  phone: 60,
  address: 1_000,
  date: 10,
  number: 30,
  choice: 80,
  file: 0,
}

const faultOf = (input: FormInput, value: string): FormFault | undefined => {
  if (value === '') return input.mandatory ? 'missing' : undefined
  if (value.length > LONGEST[input.type]) return 'long'
  if (input.type === 'email') return EMAIL.test(value) ? undefined : 'email'
  if (input.type === 'phone') return /^[+\d][\d ().-]{5,}$/.test(value) ? undefined : 'phone'
  if (input.type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : 'date'
  if (input.type === 'choice')
    return input.options?.some(({ id }) => id === value) === true ? undefined : 'choice'
  if (input.digits !== undefined)
    return new RegExp(`^\\d{${input.digits}}$`).test(value) ? undefined : 'digits'
  if (input.type === 'number') return /^-?\d+([.,]\d+)?$/.test(value) ? undefined : 'number'
  return undefined
}

export interface FilledForm {
  /** By the id of the input; what was left empty is not there. */
  readonly values: Readonly<Record<string, string>>
  readonly faults: Readonly<Record<string, FormFault>>
}

/** No character that hides or turns what is read: names are shown to staff. */
const plain = (value: string): string =>
  value
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '')
    .trim()

export const fillForm = (
  inputs: readonly FormInput[],
  sent: Readonly<Record<string, string | undefined>>,
): FilledForm => {
  const read = inputs.map((input) => [input, plain(sent[input.id] ?? '')] as const)
  return {
    values: Object.fromEntries(read.flatMap(([{ id }, value]) => (value === '' ? [] : [[id, value]]))),
    faults: Object.fromEntries(
      read.flatMap(([input, value]) => {
        const fault = faultOf(input, value)
        return fault === undefined ? [] : [[input.id, fault]]
      }),
    ),
  }
}

/** What each of the known is, under whatever id the organization asks for it. */
export const knownIn = (
  inputs: readonly FormInput[],
  { values }: Pick<FilledForm, 'values'>,
): Readonly<Record<KnownField, string | undefined>> => {
  const valueOf = (is: KnownField) => {
    const id = inputs.find((input) => input.is === is)?.id
    return id === undefined ? undefined : values[id]
  }
  return {
    given_name: valueOf('given_name'),
    family_name: valueOf('family_name'),
    email: valueOf('email'),
    phone: valueOf('phone'),
  }
}
