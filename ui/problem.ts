/** What a refusal says to a person: the text of its code, else what the server said about it. */
import { useWords } from './words.ts'

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

export const useProblemText = (): ((error: unknown) => string) => {
  const words = useWords()
  return (error) => {
    const code = fieldOf(error, 'code')
    const detail = fieldOf(fieldOf(error, 'document'), 'detail')
    const own = typeof code === 'string' ? words(`problem.${code}`) : undefined
    return (
      own ?? (typeof detail === 'string' ? detail : undefined) ?? words('problem.internal') ?? String(code)
    )
  }
}
