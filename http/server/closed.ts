/** Refuses unknown names at every depth: a misspelt filter must not mean "everything", nor a misspelt end "for ever". */
import { z } from 'zod'

const isSchema = (part: unknown): part is z.ZodType => part instanceof z.ZodType

const closePart = (part: unknown): unknown => {
  if (isSchema(part)) return closed(part)
  return Array.isArray(part) && part.every(isSchema) ? part.map(closed) : part
}

const valueOf = (value: unknown): PropertyDescriptor => ({
  value,
  configurable: true,
  enumerable: true,
  writable: true,
})

const close = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodLazy) return z.lazy(() => closed(schema.unwrap() as z.ZodType))
  // What is made anew for each value, such as a list by default, stays so.
  const definition = Object.getOwnPropertyDescriptors(schema.def) as Record<string, PropertyDescriptor>
  for (const part of Object.values(definition)) if ('value' in part) part.value = closePart(part.value)
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, closed(field as z.ZodType)])
    definition['shape'] = valueOf(Object.fromEntries(fields))
    definition['catchall'] = valueOf(schema.def.catchall ?? z.never())
  }
  const own = Object.defineProperties({}, definition) as typeof schema.def
  return schema.clone(own, { parent: true })
}

/** A schema is never changed, and is asked for twice: to read what arrives, and to describe it. */
const made = new WeakMap<z.ZodType, z.ZodType>()

/** The same schema, with every object in it closed but those that say what else they take. */
export const closed = (schema: z.ZodType): z.ZodType => {
  const known = made.get(schema)
  if (known !== undefined) return known
  const own = close(schema)
  made.set(schema, own)
  return own
}
