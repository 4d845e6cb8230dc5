/** Labels for entrances and equipment, on sheets as they are sold: chosen, looked at, printed. */
import { Blank, Button, Loading, Notice, Seg, Select, TextField, useTitle, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { usePlaceWords } from '../doors/use-place-words.ts'
import { sitesQuery } from '../edges/queries.ts'
import type { Piece } from '../residence/pieces.ts'
import { UnseenNotices } from '../residence/notices.tsx'
import { type Residence, useResidence } from '../residence/use-residence.ts'
import { layOut, PAPER_SIZES, PAPERS, perSheet } from './papers.ts'
import { type Labelled, LABELLED, type LabelSearch } from './search.ts'
import { type Label, Sheet } from './sheet.tsx'
import './labels.css'

const LOCAL = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const siteOf = (piece: Piece): string =>
  piece.kind === 'entrance' ? piece.entrance.siteId : piece.device.siteId

const isLabelled = (piece: Piece, { what = 'everything', only }: LabelSearch): boolean => {
  if (only !== undefined) return only.split('.').includes(piece.id)
  if (piece.kind === 'entrance') return what !== 'equipment'
  return what !== 'entrances' && piece.device.state === 'adopted'
}

const useLabels = (residence: Residence | undefined, search: LabelSearch): readonly Label[] => {
  const t = useTranslations('labels')
  const words = useWords()
  const where = usePlaceWords()
  const { data: sites } = useQuery(sitesQuery)
  const pieces: readonly Piece[] =
    residence === undefined ? [] : [...residence.entrances, ...residence.others]
  return pieces
    .filter((piece) => isLabelled(piece, search))
    .map((piece) => ({
      id: piece.id,
      address: `${window.location.origin}/doors?${piece.kind}=${piece.id}`,
      name: piece.name,
      what:
        piece.kind === 'device'
          ? words(`equipment.kind.${piece.device.kind ?? ''}`)
          : piece.number === null
            ? undefined
            : t('number', { number: piece.number }),
      where: where(piece.location),
      site: sites?.data.find(({ id }) => id === siteOf(piece))?.name,
    }))
}

export const LabelsPage = () => {
  const t = useTranslations('labels')
  const search = useSearch({ from: '/console/doors/labels' })
  const residence = useResidence()
  const labels = useLabels(residence, search)
  useTitle(t('title'))
  const paper = PAPERS[search.paper ?? PAPER_SIZES[0] ?? '63.5x38.1']
  const sheets = layOut(labels, paper, search.skip ?? 0)
  return (
    <div className="page">
      <p className="crumbs note">
        <Link to="/doors" search={{}}>
          {t('back')}
        </Link>
      </p>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      {LOCAL.test(window.location.hostname) ? (
        <Notice kind="att">{t('local', { address: window.location.origin })}</Notice>
      ) : null}
      {residence === undefined ? (
        <Loading label={t('title')} lines={6} />
      ) : (
        <>
          <UnseenNotices unseen={residence.unseen} />
          <Choices search={search} count={labels.length} />
          {labels.length === 0 ? <Blank title={t('emptyTitle')}>{t('emptyText')}</Blank> : null}
        </>
      )}
      <div className="label-sheets">
        {sheets.map((cells, index) => (
          <Sheet
            key={index}
            label={t('sheet', { number: index + 1, count: sheets.length })}
            {...{ paper, cells }}
          />
        ))}
      </div>
    </div>
  )
}

const Choices = ({ search, count }: { search: LabelSearch; count: number }) => {
  const t = useTranslations('labels')
  const navigate = useNavigate()
  const choose = (change: LabelSearch) =>
    void navigate({
      to: '/doors/labels',
      search: { ...search, ...change },
      replace: true,
      resetScroll: false,
    })
  const size = search.paper ?? PAPER_SIZES[0] ?? '63.5x38.1'
  const { only: _only, ...others } = search
  return (
    <>
      <div className="label-choices">
        {search.only === undefined ? (
          <Seg<Labelled>
            label={t('what')}
            value={search.what ?? 'everything'}
            options={LABELLED.map((value) => ({ value, label: t(`whats.${value}`) }))}
            onChange={(what) => choose({ what })}
          />
        ) : (
          <p className="fact">
            {t('only')}{' '}
            <Link to="/doors/labels" search={others}>
              {t('all')}
            </Link>
          </p>
        )}
        <Select
          label={t('paper')}
          value={size}
          options={PAPER_SIZES.map((value) => {
            const { width, height } = PAPERS[value]
            return { value, label: t('size', { width, height, count: perSheet(PAPERS[value]) }) }
          })}
          onChange={(paper) => choose({ paper, skip: 0 })}
        />
        <TextField
          label={t('skip')}
          value={String(search.skip ?? '')}
          inputMode="numeric"
          onChange={(text) => choose({ skip: Number.parseInt(text, 10) || 0 })}
          maxLength={2}
          hint={t('skipHint')}
        />
      </div>
      {count === 0 ? null : (
        <p className="row">
          <Button kind="main" onClick={() => window.print()}>
            {t('print', { count })}
          </Button>
          <span className="note">{t('printHint')}</span>
        </p>
      )}
    </>
  )
}
