/** An order to a door that needs a reason: one of the usual ones or one's own, and the button, off when nothing can be asked. */
import { Button, Select, TextField } from '@loge/ui'
import { type ReactNode, type Ref, useState } from 'react'
import { useTranslations } from 'use-intl'

const OWN = 'other'
const SHORTEST = 3

interface ReasonedOrderProps<Reason extends string> {
  readonly ref?: Ref<HTMLFormElement>
  readonly why: string
  /** The likeliest first; `other` asks for one's own. */
  readonly reasons: readonly [Reason, ...Reason[]]
  readonly say: (reason: Reason) => string
  readonly act: string
  readonly isMain?: boolean
  readonly busy: boolean
  readonly hint: string
  /** Why nothing can be asked at the moment. */
  readonly whyOff: string | undefined
  readonly onOrder: (reason: string) => void
  readonly children: ReactNode
}

export const ReasonedOrder = <Reason extends string>({
  ref,
  why,
  reasons,
  say,
  act,
  isMain = false,
  busy,
  hint,
  whyOff,
  onOrder,
  children,
}: ReasonedOrderProps<Reason>) => {
  const t = useTranslations('doors')
  const [reason, setReason] = useState<Reason>(reasons[0])
  const [own, setOwn] = useState('')
  const [isShort, setShort] = useState(false)
  const isOff = whyOff !== undefined
  const order = () => {
    const text = reason === OWN ? own.trim() : say(reason)
    setShort(text.length < SHORTEST)
    if (text.length >= SHORTEST) onOrder(text)
  }
  return (
    <form
      ref={ref}
      className="open-box"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isOff) order()
      }}
    >
      <Select
        label={why}
        value={reason}
        options={reasons.map((value) => ({ value, label: say(value) }))}
        onChange={setReason}
      />
      {reason === OWN ? (
        <TextField
          label={t('otherReason')}
          value={own}
          onChange={setOwn}
          maxLength={500}
          error={isShort ? t('reasonShort') : undefined}
        />
      ) : null}
      <Button kind={isMain ? 'main' : 'plain'} type="submit" off={isOff} busy={busy}>
        {act}
      </Button>
      <p className="hint">{whyOff ?? hint}</p>
      {children}
    </form>
  )
}
