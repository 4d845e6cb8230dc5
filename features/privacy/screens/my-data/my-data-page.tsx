/** My data: what is kept of oneself and until when, who looked, and everything one may do about it without asking. */
import { MyLooks } from '@loge/features/events/screens'
import { buttonClass, Loading, Notice, Section, useMoments, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { documentWords } from '../../core/index.ts'
import { MySupport } from '../support/my-support.tsx'
import { AskSection } from './ask-section.tsx'
import { Choices } from './choices.tsx'
import { ContactForm } from './contact-form.tsx'
import { Decisions } from './decisions.tsx'
import { DirectiveSection } from './directive-section.tsx'
import { KeptList, useLanguageOf } from './kept-list.tsx'
import { fileOf, type MyData, myDataQuery } from './queries.ts'
import './my-data.css'

export const MyDataPage = () => {
  const t = useTranslations('myData')
  useTitle(t('title'))
  const { data } = useQuery({ ...myDataQuery, throwOnError: (_, { state }) => state.data === undefined })
  return (
    <div className="page my-data">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack settings">
        {data === undefined ? (
          <Loading label={t('title')} lines={8} />
        ) : (
          <>
            {data.restrictedSince === null ? null : <Frozen since={data.restrictedSince} />}
            <Take />
            <KeptList categories={data.categories} />
            <ContactForm key={data.contact.version} contact={data.contact} />
            <Choices consents={data.consents} objections={data.objections} />
            <MyLooks />
            <Decisions />
            <MySupport />
            {data.directiveOffered || data.directive !== null ? (
              <DirectiveSection
                directive={data.directive}
                isOffered={data.directiveOffered}
                categories={data.categories}
              />
            ) : null}
            <AskSection />
            <Answers data={data} />
          </>
        )}
      </div>
    </div>
  )
}

const Frozen = ({ since }: { readonly since: string }) => {
  const t = useTranslations('myData')
  const { date } = useMoments()
  return <Notice>{t('frozen', { day: date(Date.parse(since)) })}</Notice>
}

const Take = () => {
  const t = useTranslations('myData')
  return (
    <Section title={t('take')}>
      <p className="note">{t('takeNote')}</p>
      <ul className="list">
        {(['access', 'portability'] as const).map((scope) => (
          <li key={scope} className="list-row">
            <span>
              <b>{t(`file.${scope}`)}</b>
              <span className="note">{t(`fileNote.${scope}`)}</span>
            </span>
            <a className={buttonClass()} href={fileOf(scope)} download>
              {t('download')}
              <span className="vh"> {t(`file.${scope}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Mail = ({ to, children }: { readonly to: string; readonly children: ReactNode }) =>
  to === '' ? children : <a href={`mailto:${to}`}>{children}</a>

/** Who answers, and who judges the answer. */
const Answers = ({ data: { controller, authority } }: { readonly data: MyData }) => {
  const t = useTranslations('myData')
  const language = useLanguageOf()
  const { name, email, address, phone, dpo } = controller
  return (
    <Section title={t('answers')}>
      <div className="stack my-answers">
        {name === '' ? <p>{t('answersNobody')}</p> : null}
        {name === '' ? null : (
          <p>
            {t('answersController')} <b>{name}</b>
            {address === '' ? '' : `, ${address}`}
            {phone === '' ? '' : `, ${phone}`}
            {email === '' ? '. ' : ', '}
            <Mail to={email}>{email}</Mail>
          </p>
        )}
        {dpo === null ? null : (
          <p>
            {t('answersOfficer')} <b>{dpo.name}</b>
            {dpo.address === '' ? '' : `, ${dpo.address}`}, <Mail to={dpo.email}>{dpo.email}</Mail>
          </p>
        )}
        <p className="note" data-warning>
          {documentWords[language].privacy.transmission}
        </p>
        <p>
          {t('answersAuthority')}{' '}
          <a href={authority.web} target="_blank" rel="noopener noreferrer">
            {authority.name}
            <span className="vh"> {t('outside')}</span>
          </a>
        </p>
      </div>
    </Section>
  )
}
