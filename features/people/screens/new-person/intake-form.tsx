/** The form on paper, for whoever does not want or cannot use a screen: printed, filled in by hand, keyed in by staff. */
import { Button, useTitle } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { tenancyRoles } from '../../core/index.ts'
import './new-person.css'

const LINES = [
  'familyName',
  'givenName',
  'home',
  'firstDay',
  'role',
  'mobile',
  'landline',
  'email',
  'language',
  'children',
] as const
const NEEDED: ReadonlySet<string> = new Set(['familyName', 'givenName', 'home', 'firstDay', 'role'])

/** Boxes to tick with a pen. */
const Roles = () => {
  const t = useTranslations('intake')
  return tenancyRoles.map((role) => (
    <span className="paper-tick" key={role}>
      {t(`roles.${role}`)}
    </span>
  ))
}

export const IntakeForm = () => {
  const t = useTranslations('intake')
  useTitle(t('title'))
  return (
    <div className="page">
      <p className="crumbs note no-print">
        <Link to="/residents/new">{t('back')}</Link>
      </p>
      <div className="no-print row intake-act">
        <Button kind="main" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <span className="note">{t('printHint')}</span>
      </div>
      <article className="paper">
        <h1>{t('title')}</h1>
        <p>{t('needed')}</p>
        <dl className="paper-lines">
          {LINES.map((line) => (
            <div key={line}>
              <dt>
                {t(`line.${line}`)}
                {NEEDED.has(line) ? ' *' : ''}
              </dt>
              <dd>{line === 'role' ? <Roles /> : null}</dd>
            </div>
          ))}
        </dl>
        <p>{t('why')}</p>
        <p>{t('rights')}</p>
        <div className="paper-signs">
          <p>{t('signed')}</p>
          <p>{t('received')}</p>
        </div>
      </article>
    </div>
  )
}
