/** Where else something of an erased person may be: gone, or until when it is not. */
import type { WireAnswer } from '@loge/http/contract'
import { State, useMoments, useNow } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { privacyRoutes } from '../../wire.ts'

type Reports = WireAnswer<(typeof privacyRoutes)['progress']>['stores']

export const Stores = ({ stores }: { readonly stores: Reports }) => {
  const t = useTranslations('stores')
  const { when } = useMoments()
  const now = useNow(60_000)
  return (
    <>
      <p className="note">{t('title')}</p>
      <ul className="case-steps" aria-label={t('title')}>
        {stores.map(({ store, state, count, until }) => (
          <li key={store}>
            <span>
              {t(`store.${store}`)}
              <span className="note">{t(`why.${store}`)}</span>
            </span>
            <State kind={state === 'pending' ? 'wait' : 'ok'}>
              {state === 'pending' && until !== null
                ? t('until', { when: when(Date.parse(until), now) })
                : t(`state.${state}`, { count })}
            </State>
          </li>
        ))}
      </ul>
    </>
  )
}
