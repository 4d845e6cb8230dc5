/** Narrows a page to one person, found by name; only for who may look at where somebody went. */
import { Fold } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../resident/use-may.ts'
import { personQuery } from '../resident/queries.ts'
import { PersonField } from './person-field.tsx'
import { fullName } from './who.tsx'

/** Of whom one looks at by their name already. */
export const usePersonName = (id: string | undefined): string | undefined => {
  const may = useMay('people.manage')
  const { data } = useQuery({
    ...personQuery(id ?? ''),
    enabled: may && id !== undefined,
    throwOnError: false,
  })
  return data === undefined ? undefined : fullName(data.answer)
}

interface FindPersonProps {
  readonly label: string
  readonly onFind: (personId: string) => void
}

export const FindPerson = ({ label, onFind }: FindPersonProps) => {
  const may = useMay('people.manage')
  if (!may) return null
  return (
    <Fold summary={label}>
      <PersonField
        label={label}
        picked={undefined}
        onPick={(picked) => {
          if (picked !== undefined) onFind(picked.id)
        }}
      />
    </Fold>
  )
}
