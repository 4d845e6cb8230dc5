/** An outcome that is either a value or a refusal: a caller cannot forget the second. */

export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value })
export const refuse = <Refusal>(refusal: Refusal): Result<never, Refusal> => ({ ok: false, refusal })

/** Closes a switch over a union: a new member that is not handled does not compile. */
export const unreachable = (value: never): never => {
  throw new Error(`a case was not handled: ${JSON.stringify(value)}`)
}
