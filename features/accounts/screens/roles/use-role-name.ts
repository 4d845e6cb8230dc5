/** The name of a role: its own, or that of the texts for one that comes with the product. */
import { useWords } from '@loge/ui'

interface Named {
  readonly code: string
  readonly name: string | null
}

export const useRoleName = (): ((role: Named) => string) => {
  const words = useWords()
  return ({ code, name }) => name ?? words(`role.${code}`) ?? code
}
