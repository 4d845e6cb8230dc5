/** What a refusal says to a person: what the server said of it, in the language of the page. */
import { useWords } from './words.ts'

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

export const useProblemText = (): ((error: unknown) => string) => {
  const words = useWords()
  return (error) => {
    const code = fieldOf(error, 'code')
    // Who cannot be asked cannot say so.
    if (code === 'unreachable') return words('problem.unreachable') ?? code
    const title = fieldOf(fieldOf(error, 'document'), 'title')
    const said = code === 'internal' || typeof title !== 'string' ? undefined : title
    return said ?? words('problem.internal') ?? String(code)
  }
}
