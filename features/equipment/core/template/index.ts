/**
 * A bounded evaluator for the Jinja templates that devices announce. They are hostile input: no access to the host,
 * no loops, limits on size, depth and length. What it does not know it refuses when the template is read.
 */
import { ok, refuse, type Result } from '@loge/kernel'
import { run } from './evaluate.ts'
import { parseTemplate } from './parse.ts'
import { TemplateRefusal } from './refusal.ts'
import type { Statement } from './syntax.ts'
import type { Value } from './value.ts'

export type { Value as TemplateValue } from './value.ts'

export interface Template {
  readonly statements: readonly Statement[]
}

const guarded = <Outcome>(work: () => Outcome): Result<Outcome, string> => {
  try {
    return ok(work())
  } catch (error) {
    if (error instanceof TemplateRefusal) return refuse(error.message.slice(0, 120))
    throw error
  }
}

/** Reads a template that may use `names`; the refusal says what is not supported. */
export const compileTemplate = (source: string, names: readonly string[]): Result<Template, string> =>
  guarded(() => ({ statements: parseTemplate(source, names) }))

/** The printed text, trimmed as Home Assistant does. A refusal means that there is no answer, never a wrong one. */
export const renderTemplate = (
  template: Template,
  variables: Readonly<Record<string, Value>>,
): Result<string, string> =>
  guarded(() => run(template.statements, new Map(Object.entries(variables))).trim())
