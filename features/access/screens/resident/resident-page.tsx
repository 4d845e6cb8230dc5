/** One resident: where they live, what they carry, and what they can open because of what. */
import { LetIn } from '@loge/features/accounts/screens'
import { type Person, Relations } from '@loge/features/people/screens'
import { buttonClass, Loading, useTitle, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Block } from './block.tsx'
import { Credentials } from './credentials.tsx'
import { History } from './history.tsx'
import { HomeFacts } from './home-facts.tsx'
import { Moves } from './moves.tsx'
import { Opens } from './opens.tsx'
import { OwnRights } from './own-rights.tsx'
import { personQuery, tenanciesOfQuery } from './queries.ts'
import { useMay } from './use-may.ts'
import { useStay } from './use-stay.ts'
import { ExemptPerson } from '../rules/exempt-person.tsx'
import './resident.css'

export const ResidentPage = () => {
  const t = useTranslations('resident')
  const { id } = useParams({ from: '/console/residents/$id' })
  const { data } = useQuery({
    ...personQuery(id),
    throwOnError: (_, { state }) => state.data === undefined,
  })
  return (
    <div className="page">
      <p className="crumbs note">
        <Link to="/residents">{t('residents')}</Link>
        {data === undefined ? null : <Place personId={id} />}
      </p>
      {data === undefined ? (
        <>
          <h1>{t('title')}</h1>
          <Loading label={t('title')} lines={8} />
        </>
      ) : (
        <Resident key={id} person={data.answer} tag={data.tag} />
      )}
    </div>
  )
}

const Place = ({ personId }: { personId: string }) => {
  const { place } = useStay(personId)
  return place === undefined ? null : ` · ${place}`
}

interface ResidentProps {
  readonly person: Person
  readonly tag: string | undefined
}

const Resident = ({ person, tag }: ResidentProps) => {
  const t = useTranslations('resident')
  const words = useWords()
  const { sentence } = useStay(person.id)
  const may = useMay('people.manage')
  const { data: tenancies } = useQuery(tenanciesOfQuery(person.id))
  const name = `${person.givenName} ${person.familyName}`
  useTitle(name)
  return (
    <>
      <div className="page-head">
        <div>
          <h1 className="resident-name">
            {person.civility === null ? null : `${words(`civility.${person.civility}`) ?? ''} `}
            {name}
          </h1>
          {/* The line is kept while it is learnt, so that nothing below moves. */}
          <p className="lead">{sentence ?? '\u00a0'}</p>
        </div>
        <div className="acts">
          {person.email === null ? null : (
            <a className={buttonClass()} href={`mailto:${person.email}`}>
              {t(`write.${person.civility ?? 'other'}`)}
            </a>
          )}
        </div>
      </div>
      <div className="cols resident">
        <div className="stack-sections">
          <HomeFacts person={person} tag={tag} />
          <Moves person={person} />
          {tenancies === undefined ? null : (
            <Relations personId={person.id} tenancies={tenancies} may={may} />
          )}
          <Credentials person={person} />
          <ExemptPerson person={{ id: person.id, name }} />
          <Block personId={person.id} />
          <LetIn person={person} />
        </div>
        <div className="stack-sections">
          <Opens person={person} />
          <OwnRights personId={person.id} />
          <History personId={person.id} name={name} />
        </div>
      </div>
    </>
  )
}
