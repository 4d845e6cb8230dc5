/** Whether this page can use passkeys: they are bound to a name, so at a bare address none can be made or used. */
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { methodsQuery } from './actions.ts'

const BARE_ADDRESS = /^([\d.]+|\[.*\])$/
const THIS_MACHINE = /^(127\.[\d.]+|\[::1\])$/

export const usePasskeysHere = (): boolean => {
  const { data: methods } = useQuery(methodsQuery)
  const hasName = !BARE_ADDRESS.test(window.location.hostname)
  return methods?.passkey !== false && hasName && 'PublicKeyCredential' in window
}

/** On this machine the same page is also there under a name. */
export const PasskeysElsewhere = () => {
  const t = useTranslations('signIn')
  const address = new URL(window.location.href)
  if (!THIS_MACHINE.test(address.hostname)) return null
  address.hostname = 'localhost'
  return (
    <p className="note si-form">
      {t('passkeyNeedsName')} <a href={address.href}>{t('passkeyAtName', { name: address.host })}</a>
    </p>
  )
}
