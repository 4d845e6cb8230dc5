/** Nothing is published that leads nowhere, skips a number, or leaves out what the law asks a policy to say. */
import type { Register } from '@loge/features/law/core'
import { Problem } from '@loge/http'
import type { Instant } from '@loge/kernel'
import { checklistOf, type DocumentContent, judgeText } from '../../core/index.ts'

export const requireSound = (content: DocumentContent): void => {
  const errors = judgeText(content).map(({ language, section, code, about }) => ({
    pointer: `/${language}/${section.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    code,
    message: about === '' ? section : `${section}: ${about}`,
  }))
  if (errors.length > 0)
    throw new Problem(422, 'document_faulty', 'A number, a reference or a summary is missing.', errors)
}

export const requireChecklist = (register: Register, from: Instant): void => {
  const errors = checklistOf(register, new Date(from).toISOString().slice(0, 10)).flatMap(
    ({ point, missing }) =>
      missing.map((message) => ({ pointer: `/${point}`, code: `missing_${point}`, message })),
  )
  if (errors.length > 0)
    throw new Problem(422, 'checklist_incomplete', 'The policy would not say all that the law asks.', errors)
}
