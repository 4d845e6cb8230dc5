/** Makes what touches nobody's rights yet, a group without people or hours nothing uses: nothing is lost by it. */
import { useMutation } from '@tanstack/react-query'
import { type Saving, useReadAnew } from './change-bar.tsx'
import { applyChange, previewChange, type RightsEdits } from './queries.ts'

interface Making {
  readonly name: string
  readonly edits: RightsEdits
  /** What the list of changes says of it. */
  readonly reason: string
}

export const useMakeAtOnce = ({ siteId, onMade }: Saving, onDone: (name: string) => void) => {
  const readAnew = useReadAnew()
  return useMutation({
    mutationFn: async ({ edits, reason }: Making) => {
      const { basedOn, doors } = await previewChange(siteId, edits)
      const made = await applyChange({ siteId, basedOn, edits, reason })
      return { ...made, changesDoors: doors.length > 0 }
    },
    onSuccess: async (made, { name }) => {
      await readAnew()
      onMade(made)
      onDone(name)
    },
  })
}
