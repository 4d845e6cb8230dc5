/** What somebody agreed to at a show: the words of the register, in their language, on what, and what proves it. */
import { Select } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Agreed, showsQuery } from './queries.ts'
import { isOfShow, type Kind } from './search.ts'

const ON = ['paper', 'public_form'] as const

const encoded = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCodePoint(byte)
  return btoa(text)
}

interface Agreement {
  readonly fields: ReactNode
  /** Undefined until it is ticked. */
  readonly agreed: Agreed | undefined
}

export const useAgreement = (kind: Kind, language: 'en' | 'fr'): Agreement => {
  const t = useTranslations('customers')
  const { data: shows } = useQuery({ ...showsQuery, enabled: isOfShow(kind) })
  const [isTicked, setTicked] = useState(false)
  const [on, setOn] = useState<Agreed['on']>('paper')
  const [proof, setProof] = useState<Agreed['proof']>()
  const words = isOfShow(kind) ? shows?.asked[kind]?.[language] : undefined
  if (words === undefined) return { fields: <p className="note">{t('agree.none')}</p>, agreed: undefined }
  const fields = (
    <>
      <label className="row">
        <input type="checkbox" checked={isTicked} onChange={({ target }) => setTicked(target.checked)} />
        <span>{t('agree.they', { words })}</span>
      </label>
      {isTicked ? (
        <>
          <Select
            label={t('agree.on')}
            value={on}
            options={ON.map((value) => ({ value, label: t(`agree.on_.${value}`) }))}
            onChange={setOn}
          />
          <label className="stack">
            <span>{t(kind === 'supplied' ? 'agree.proofNeeded' : 'agree.proof')}</span>
            <input
              type="file"
              accept=".pdf,.png,.jpg,.jpeg"
              onChange={({ target }) => {
                const file = target.files?.[0]
                if (file === undefined) setProof(undefined)
                else void encoded(file).then((content) => setProof({ name: file.name, content }))
              }}
            />
          </label>
        </>
      ) : null}
    </>
  )
  return {
    fields,
    agreed: isTicked ? { words, language, on, ...(proof === undefined ? {} : { proof }) } : undefined,
  }
}
