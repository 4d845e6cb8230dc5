/** Imports against the database: preview, apply, undo, all or nothing. */
import {
  createPerson,
  findTenancies,
  listMoves,
  openTenancy,
  tickMoveStep,
} from '@loge/features/people/server'
import { addMs, asId, formatId, HOUR_MS, instant, newId, type Id, type PersonId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeCandidates } from './candidates.ts'
import { forgetImports } from './forget.ts'
import { addEntrance, anotherHouse, catalogue, makeHouse, type House } from './imports.fixture.ts'
import { answerBuilding, changeSettings, chooseRows } from './preview.ts'
import { readAllRows, readImport } from './store.ts'

const RESIDENTS = [
  'Bâtiment;Logement;Nom;Prénom;E-mail;Portable;Date d’entrée;Badge',
  'A;A101;Martin;Chloé;chloe@example.org;06 12 34 56 78;14/09/2026;04A1B2C3',
  'A;A102;Dupont;Jean;;;15/09/2026;',
  'B;B201;N’Diaye-Roux;Awa;awa@example.org;;2026-09-16;04 AA BB CC',
].join('\r\n')

let first: House
let forget: () => void
beforeAll(async () => {
  forget = catalogue()
  first = await makeHouse()
})
afterAll(async () => {
  await first.close()
  forget()
})

const house = () => anotherHouse(first.database)

const TABLES = [
  'building',
  'floor',
  'unit',
  'person',
  'tenancy',
  'move',
  'relation',
  'credential',
  'credential_secret',
  'credential_status',
  'access_subject',
  'access_grant',
  'access_profile',
] as const

const countsOf = ({ database, organizationId }: House): Promise<Record<string, number>> =>
  database.transaction(organizationId, async (transaction) => {
    const counts: Record<string, number> = {}
    for (const table of TABLES) {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
        transaction,
      )
      counts[table] = rows[0]?.n ?? -1
    }
    return counts
  })

const outcomesOf = async (one: House, id: Id<'import'>) => (await one.rows(id)).map(({ outcome }) => outcome)
const errorsOf = async (one: House, id: Id<'import'>) =>
  (await one.rows(id)).flatMap(({ number, plan }) =>
    plan.errors.map(({ field, code }) => `${number} ${field} ${code}`),
  )

describe('an import', () => {
  test('shows what every row will do, and has done nothing yet', async () => {
    const one = await house()
    const batch = await one.upload(RESIDENTS)
    expect(batch.counts).toEqual({ create: 3, change: 0, same: 0, duplicate: 0, error: 0, skip: 0 })
    const [row] = await one.rows(batch.id)
    expect(row?.plan.does).toEqual([
      'createBuilding',
      'createUnit',
      'createPerson',
      'openTenancy',
      'createCard',
    ])
    expect((await countsOf(one))['person']).toBe(0)
  })

  test('brings homes, people, stays and badges, and is known when it comes again', async () => {
    const one = await house()
    const batch = await one.upload(RESIDENTS)
    expect(await one.apply(batch.id)).toMatchObject({ state: 'applied', problem: null })
    expect(await countsOf(one)).toMatchObject({
      building: 2,
      unit: 3,
      person: 3,
      tenancy: 3,
      credential: 2,
      access_subject: 2,
    })
    const tenancies = await one.database.transaction(one.organizationId, (transaction) =>
      findTenancies(transaction, { siteId: one.siteId }),
    )
    // Midnight of Lyon, in summer.
    expect(tenancies.map(({ movesInAt }) => movesInAt)).toContain(Date.UTC(2026, 8, 13, 22))
    const again = await one.upload(RESIDENTS.replaceAll(/;(04A1B2C3|04 AA BB CC)/g, ';'))
    expect(await outcomesOf(one, again.id)).toEqual(['same', 'same', 'same'])
  })

  test('gives somebody a badge whose holder’s credential has expired, and no other', async () => {
    const one = await house()
    await one.apply((await one.upload(RESIDENTS)).id)
    const wanted = 'Nom;Prénom;Bâtiment;Logement;Entrée;Badge\nPetit;Léo;A;A1;2026-09-01;04A1B2C3'
    expect(await errorsOf(one, (await one.upload(wanted)).id)).toEqual(['2 card card_taken'])
    await one.database.transaction(one.organizationId, (transaction) =>
      sql`update credential set valid_from = now() - interval '2 days', valid_until = now() - interval '1 day'`.execute(
        transaction,
      ),
    )
    const batch = await one.upload(`${wanted}\n`)
    expect(await errorsOf(one, batch.id)).toEqual([])
    expect(await one.apply(batch.id)).toMatchObject({ state: 'applied', problem: null })
    expect(await countsOf(one)).toMatchObject({ credential: 3, credential_secret: 3 })
  })

  test('is undone exactly', async () => {
    const one = await house()
    const before = await countsOf(one)
    const batch = await one.upload(RESIDENTS)
    await one.apply(batch.id)
    expect(await one.undo(batch.id)).toMatchObject({ state: 'undone', problem: null })
    expect(await countsOf(one)).toEqual(before)
  })

  test('plans the arrival of whoever has still to come, and takes that plan back untouched', async () => {
    const one = await house()
    const year = new Date(one.deps.world.now()).getUTCFullYear() + 1
    const file = `Nom;Prénom;Bâtiment;Logement;Entrée\nPetit;Léo;A;A1;${year}-07-01\nNoël;Ida;A;A2;2020-07-01`
    const batch = await one.upload(file)
    const before = await countsOf(one)
    await one.apply(batch.id)
    const { data: moves } = await listMoves(one.deps, one.caller, { limit: 10 })
    expect(moves).toMatchObject([
      { kind: 'in', on: `${year}-07-01`, state: 'planned', happensAt: Date.UTC(year, 5, 30, 22) },
    ])
    const id = moves[0]?.id ?? newId(realWorld, 'move')
    await tickMoveStep(one.deps, one.caller, { id, key: 'inventory', done: true })
    expect(await one.undo(batch.id)).toMatchObject({ problem: { code: 'import_touched_since' } })
    await tickMoveStep(one.deps, one.caller, { id, key: 'inventory', done: false })
    expect(await one.undo(batch.id)).toMatchObject({ state: 'undone' })
    expect(await countsOf(one)).toEqual(before)
  })

  test('ticks the badge of whoever has still to come, and is undone all the same unless somebody ticked more', async () => {
    const one = await house()
    const year = new Date(one.deps.world.now()).getUTCFullYear() + 1
    const HEAD = 'Nom;Prénom;Référence;Bâtiment;Logement;Entrée;Badge'
    const known = await one.upload(`${HEAD}\nPetit;Léo;;A;A1;${year}-07-01;`)
    await one.apply(known.id)
    const { rows } = await one.database.transaction(one.organizationId, (transaction) =>
      sql<{ id: PersonId }>`select id from person`.execute(transaction),
    )
    const leo = formatId('person', rows[0]!.id)
    const before = await countsOf(one)
    const ticks = async () =>
      (await listMoves(one.deps, one.caller, { limit: 10 })).data.map(({ stepsDone }) => stepsDone)
    expect(await ticks()).toEqual([[]])

    const cards = await one.upload(
      `${HEAD}\nPetit;Léo;${leo};A;A1;${year}-07-01;04A1B2C3\nNoël;Ida;;A;A2;${year}-07-02;04A1B2C4\nNoël;Eva;;A;A2;${year}-07-03;`,
    )
    expect(await one.apply(cards.id)).toMatchObject({ state: 'applied' })
    expect(await ticks()).toEqual([['badge'], ['badge'], []])
    const { data: moves } = await listMoves(one.deps, one.caller, { limit: 10 })
    const id = moves[1]?.id ?? newId(realWorld, 'move')
    await tickMoveStep(one.deps, one.caller, { id, key: 'inventory', done: true })
    expect(await one.undo(cards.id)).toMatchObject({ problem: { code: 'import_touched_since', rows: [3] } })
    await tickMoveStep(one.deps, one.caller, { id, key: 'inventory', done: false })
    expect(await one.undo(cards.id)).toMatchObject({ state: 'undone' })
    expect(await ticks()).toEqual([[]])
    // The card of whoever was known before ended, instead of vanishing.
    expect(await countsOf(one)).toEqual({
      ...before,
      credential: 1,
      credential_status: 1,
      access_subject: 1,
    })
  })

  test('gives people who were here before back what they had', async () => {
    const one = await house()
    const person = await createPerson(one.deps, one.caller, {
      givenName: 'Jean',
      familyName: 'Dupont',
      city: 'Lyon',
    })
    const batch = await one.upload(
      `Référence;Nom;Prénom;Ville;Bâtiment;Logement;Entrée;Badge\nper_${person.id.replaceAll('-', '')};Dupont;Jean;Paris;A;A1;2026-09-01;04AABBCC`,
    )
    await one.apply(batch.id)
    const cityOf = () =>
      one.database.transaction(one.organizationId, async (transaction) => {
        const { rows } = await sql<{ city: string }>`select city from person`.execute(transaction)
        return rows.map(({ city }) => city)
      })
    expect(await cityOf()).toEqual(['Paris'])
    expect(await one.undo(batch.id)).toMatchObject({ state: 'undone' })
    expect(await cityOf()).toEqual(['Lyon'])
    expect(await countsOf(one)).toMatchObject({
      person: 1,
      unit: 0,
      building: 0,
      tenancy: 0,
      credential_secret: 0,
    })
  })

  test('is not undone once something of it was touched, and says which row', async () => {
    const one = await house()
    const batch = await one.upload(RESIDENTS)
    await one.apply(batch.id)
    await one.database.transaction(one.organizationId, (transaction) =>
      sql`update person set version = 2 where family_name = 'Dupont'`.execute(transaction),
    )
    expect(await one.undo(batch.id)).toMatchObject({
      state: 'applied',
      problem: { code: 'import_touched_since', rows: [3] },
    })
    expect((await countsOf(one))['person']).toBe(3)
  })

  test('is not undone when somebody else moved into a home of it', async () => {
    const one = await house()
    const batch = await one.upload(RESIDENTS)
    await one.apply(batch.id)
    const [tenancy] = await one.database.transaction(one.organizationId, (transaction) =>
      findTenancies(transaction, { siteId: one.siteId }),
    )
    const person = await createPerson(one.deps, one.caller, { givenName: 'Zoé', familyName: 'Zola' })
    await openTenancy(one.deps, one.caller, {
      personId: person.id,
      unitId: tenancy!.unitId,
      role: 'housemate',
      movesInAt: instant(Date.UTC(2026, 9, 1)),
      movesOutAt: null,
    })
    expect(await one.undo(batch.id)).toMatchObject({
      state: 'applied',
      problem: { code: 'import_touched_since' },
    })
  })

  test('cannot be undone after a day, and its rows are forgotten then', async () => {
    let now = realWorld.now()
    const world = { ...realWorld, now: () => now }
    const later = await anotherHouse(first.database, world)
    const batch = await later.upload(RESIDENTS)
    await later.apply(batch.id)
    now = addMs(now, 24 * HOUR_MS)
    await expect(later.undo(batch.id)).rejects.toMatchObject({ code: 'import_not_undoable' })
    now = addMs(now, 1)
    await forgetImports(later.deps, later.organizationId)
    expect(await later.rows(batch.id)).toEqual([])
    expect(await later.read(batch.id)).toMatchObject({ state: 'forgotten', header: [] })
  })
})

describe('what is wrong', () => {
  test('is said cell by cell, and nothing is done', async () => {
    const one = await house()
    const batch = await one.upload(
      [
        'Bâtiment;Logement;Nom;Prénom;E-mail;Portable;Entrée;Sortie;Badge;Rôle',
        'A;1;Martin;;nobody;123;31/02/2026;;xyz;roi',
        'A;2;Dupont;Jean;;;25/09/2026;24/08/2026;04AABBCC;',
        'A;3;Durand;Zoé;;;25/09/2026;;04AABBCC;',
        ';4;Petit;Léo;;;25/09/26;;04AABBCC;',
      ].join('\n'),
    )
    expect(await errorsOf(one, batch.id)).toEqual([
      '2 role word_unknown',
      '2 email email_wrong',
      '2 mobile telephone_wrong',
      '2 card card_wrong',
      '2 movesIn date_wrong',
      '2 givenName missing',
      '3 movesOut ends_before_it_begins',
      '4 card card_taken',
      '5 movesIn year_two_digits',
      '5 building missing',
      '5 card card_taken',
    ])
    await expect(one.apply(batch.id)).rejects.toMatchObject({ code: 'import_has_errors' })
    expect((await countsOf(one))['building']).toBe(0)
  })

  test('is a year that nobody means, in the cell where it stands', async () => {
    const one = await house()
    const batch = await one.upload(
      'Bâtiment;Logement;Nom;Prénom;Entrée;Sortie\nA;1;Petit;Léo;0001-01-01;\nA;2;Noël;Ida;2026-01-01;9999-12-31\nA;3;Roux;Zoé;9999-12-31T10:00:00.000Z;',
    )
    expect(await errorsOf(one, batch.id)).toEqual([
      '2 movesIn date_far',
      '3 movesOut date_far',
      '4 movesIn date_far',
    ])
  })

  test('may be left out', async () => {
    const one = await house()
    const batch = await one.upload('Bâtiment,Logement\nA,1\n,2')
    expect(batch.counts).toMatchObject({ create: 1, error: 1 })
    await chooseRows(one.deps, one.caller, { id: batch.id, rows: [3], choice: { kind: 'skip' } })
    expect(await one.apply(batch.id)).toMatchObject({ state: 'applied' })
    expect((await countsOf(one))['unit']).toBe(1)
  })

  test('are left out all together, and count as errors no more', async () => {
    const one = await house()
    const batch = await one.upload('Bâtiment,Logement\nA,1\n,2\n,3')
    expect(batch.counts).toMatchObject({ create: 1, error: 2, skip: 0 })
    const decided = await chooseRows(one.deps, one.caller, {
      id: batch.id,
      rows: undefined,
      choice: 'skipWrong',
    })
    expect(decided.counts).toMatchObject({ create: 1, error: 0, skip: 2 })
    expect(await one.apply(batch.id)).toMatchObject({ state: 'applied' })
    expect((await countsOf(one))['unit']).toBe(1)
  })

  test('two stays of one person in one home that overlap are refused', async () => {
    const one = await house()
    const batch = await one.upload(
      'ref;batiment;logement;nom;prenom;entree;sortie\nR1;A;1;Martin;Chloé;2026-01-01;2026-06-30\nR1;A;1;Martin;Chloé;2026-06-01;',
    )
    expect(await errorsOf(one, batch.id)).toEqual(['3 movesIn tenancy_overlaps'])
    expect((await one.rows(batch.id))[1]?.plan.errors[0]?.stay).toEqual({
      home: '1',
      from: Date.UTC(2025, 11, 31, 23),
      until: Date.UTC(2026, 5, 30, 22),
    })
  })
})

describe('a building written another way', () => {
  const FILE =
    'Bâtiment;Logement;Nom;Prénom;Entrée\nA;A 61;Dupont;Jean;2026-01-01\nC;C 33;Martin;Marie;2026-01-01\nC;C 34;Martin;Paul;2026-01-01\nD;D 1;Petit;Zoé;2026-01-01'

  /** Buildings A and C stand, with a home each. */
  const standing = async () => {
    const one = await house()
    const first = await one.upload('Bâtiment;Logement\nBâtiment A;A 61\nBâtiment C;C 33')
    await one.apply(first.id)
    return one
  }

  const answerAll = async (one: House, id: Id<'import'>, isNew: boolean) => {
    for (const { plan } of await one.rows(id)) {
      const question = plan.building ?? null
      if (question === null) continue
      const { siteId, said, buildings } = question
      const buildingId = isNew ? null : (buildings[0]?.id ?? null)
      await answerBuilding(one.deps, one.caller, { id, answer: { siteId, said, buildingId } })
    }
  }

  test('says which rows put somebody into a home that is held already', async () => {
    const one = await house()
    const first = await one.upload(
      'Bâtiment;Logement;Nom;Prénom;Date d’entrée;Date de sortie\nA;12;Rousseau;Léa;01/01/2024;\nA;13;Petit;Léo;01/01/2024;30/11/2030',
    )
    await one.apply(first.id)
    const batch = await one.upload(
      'Bâtiment;Logement;Nom;Prénom;Statut;Date d’entrée\nA;12;Martin;Jean;locataire;25/11/2026\nA;12;Martin;Ana;enfant;25/11/2026\nA;13;Roux;Zoé;locataire;25/12/2030',
    )
    expect((await one.rows(batch.id)).map(({ plan }) => plan.notes)).toEqual([['home_held'], [], []])
  })

  test('is asked about, never merged silently, and one answer counts for all its rows', async () => {
    const one = await standing()
    const before = await countsOf(one)
    const { id } = await one.upload(FILE)
    expect(await outcomesOf(one, id)).toEqual(['duplicate', 'duplicate', 'duplicate', 'create'])
    expect((await one.rows(id))[1]?.plan.building).toMatchObject({
      said: 'C',
      buildings: [{ name: 'Bâtiment C' }],
    })
    await expect(one.apply(id)).rejects.toMatchObject({ code: 'import_undecided' })
    // Who it is was not asked: answering that answers nothing here.
    await chooseRows(one.deps, one.caller, { id, rows: undefined, choice: { kind: 'new' } })
    expect(await outcomesOf(one, id)).toEqual(['duplicate', 'duplicate', 'duplicate', 'create'])
    await answerAll(one, id, false)
    expect(await outcomesOf(one, id)).toEqual(['create', 'create', 'create', 'create'])
    await one.apply(id)
    const after = await countsOf(one)
    expect([
      Number(after['building']) - Number(before['building']),
      Number(after['unit']) - Number(before['unit']),
    ]).toEqual([1, 2])
  })

  test('is known by the next file that calls it so, until somebody says otherwise', async () => {
    const one = await standing()
    const first = await one.upload(FILE)
    const [meant] = (await one.rows(first.id))[1]?.plan.building?.buildings ?? []
    const answer = { siteId: one.siteId, said: 'C', buildingId: meant?.id ?? null }
    await answerBuilding(one.deps, one.caller, { id: first.id, answer })
    const next = await one.upload(FILE)
    expect(next.settings.buildings).toEqual([answer])
    expect((await one.rows(next.id)).map(({ plan }) => plan.building?.said)).not.toContain('C')
    // What another file does not name is no matter of it.
    expect((await one.upload(FILE.replaceAll('C;', 'Z;'))).settings.buildings).toEqual([])
    const otherwise = { ...answer, buildingId: null }
    await answerBuilding(one.deps, one.caller, { id: next.id, answer: otherwise })
    expect((await one.upload(FILE)).settings.buildings).toEqual([])
  })

  test('is a new one when somebody says so', async () => {
    const one = await standing()
    const { id } = await one.upload(FILE)
    await answerAll(one, id, true)
    await one.apply(id)
    expect(Number((await countsOf(one))['building'])).toBe(5)
  })
})

const aboutOf = (one: House, id: Id<'import'>) =>
  one.database.transaction(one.organizationId, async (transaction) =>
    describeCandidates(transaction, await readImport(transaction, id), {
      rows: await readAllRows(transaction, id),
      now: one.deps.world.now(),
    }),
  )

describe('people of the same name', () => {
  test('are told apart by their homes, their address, and who told us of them', async () => {
    const one = await house()
    const { id } = await one.upload(RESIDENTS)
    await one.apply(id)
    const asked = await one.upload('Bâtiment;Logement;Nom;Prénom;E-mail\n;;Martin;Chloé;other@example.org')
    const [{ plan } = { plan: undefined }] = await one.rows(asked.id)
    const about = await aboutOf(one, asked.id)
    expect(plan?.candidates.map(({ person }) => about.get(person))).toEqual([
      {
        email: 'chloe@example.org',
        source: 'import',
        homes: [{ unit: 'A101', building: 'A', since: expect.any(Number) }],
      },
    ])
    const twice = await one.upload(
      'Bâtiment;Logement;Nom;Prénom;E-mail;Date d’entrée\nA;A105;Roche;Iris;iris@example.org;2026-09-16\nA;A106;Roche;Iris;;2026-09-16',
    )
    expect((await aboutOf(one, twice.id)).get(2)).toEqual({
      email: 'iris@example.org',
      source: null,
      homes: [{ unit: 'A105', building: 'A', since: null }],
    })
  })

  test('are proposed and never merged silently', async () => {
    const one = await house()
    const held = await createPerson(one.deps, one.caller, { givenName: 'Marie', familyName: 'Martin' })
    const batch = await one.upload(
      'Nom;Prénom;E-mail\nMARTIN;Marie;marie@example.org\nDupont;Jean;\nDupont;Jean;',
    )
    expect(await outcomesOf(one, batch.id)).toEqual(['duplicate', 'create', 'duplicate'])
    const [martin, , dupont] = await one.rows(batch.id)
    expect(martin?.plan.candidates).toEqual([{ person: held.id, reason: 'same_name' }])
    expect(dupont?.plan.candidates).toEqual([{ person: 3, reason: 'same_name' }])
    const about = await aboutOf(one, batch.id)
    expect(about.get(held.id)).toEqual({ email: null, source: 'staff', homes: [] })
    expect(about.get(3)).toEqual({ email: null, source: null, homes: [] })
    await expect(one.apply(batch.id)).rejects.toMatchObject({ code: 'import_undecided' })
    await chooseRows(one.deps, one.caller, {
      id: batch.id,
      rows: [2],
      choice: { kind: 'merge', person: held.id },
    })
    const decided = await chooseRows(one.deps, one.caller, {
      id: batch.id,
      rows: [4],
      choice: { kind: 'new' },
    })
    expect(decided.counts).toMatchObject({ create: 2, change: 1, duplicate: 0 })
    await one.apply(batch.id)
    expect((await countsOf(one))['person']).toBe(3)
  })

  test('who live there already by other dates are proposed: kept as they are, changed, or somebody else', async () => {
    const one = await house()
    const HEAD = 'Nom;Prénom;Référence;Bâtiment;Logement;Entrée;Sortie'
    await one.apply((await one.upload(`${HEAD}\nOkafor;Ada;;A;A1;2026-09-01;`)).id)
    const staysOf = () =>
      one.database.transaction(one.organizationId, async (transaction) => {
        const stays = await findTenancies(transaction, { siteId: one.siteId })
        return stays.map(({ movesInAt }) => new Date(movesInAt).toISOString().slice(0, 10))
      })
    const { rows } = await one.database.transaction(one.organizationId, (transaction) =>
      sql<{ id: PersonId }>`select id from person`.execute(transaction),
    )
    const ada = rows[0]!.id
    const file = `${HEAD}\nOkafor;Ada;;A;A1;2026-10-01;\nOkafor;Ada;${formatId('person', ada)};A;A1;2026-10-01;`
    const { id } = await one.upload(file)
    expect(await outcomesOf(one, id)).toEqual(['duplicate', 'duplicate'])
    expect((await one.rows(id))[0]?.plan.candidates).toEqual([{ person: ada, reason: 'same_stay' }])
    expect((await aboutOf(one, id)).get(ada)?.homes).toEqual([
      { unit: 'A1', building: 'A', since: Date.UTC(2026, 7, 31, 22) },
    ])
    await expect(one.apply(id)).rejects.toMatchObject({ code: 'import_undecided' })
    await chooseRows(one.deps, one.caller, { id, rows: [3], choice: { kind: 'skip' } })
    await chooseRows(one.deps, one.caller, { id, rows: [2], choice: { kind: 'merge', person: ada } })
    const [row] = await one.rows(id)
    expect(row?.plan).toMatchObject({ does: ['changeTenancy'], notes: ['dates_of_file'] })
    expect(await one.apply(id)).toMatchObject({ state: 'applied', problem: null })
    expect(await staysOf()).toEqual(['2026-09-30'])
    expect(await one.undo(id)).toMatchObject({ state: 'undone' })
    expect(await staysOf()).toEqual(['2026-08-31'])

    const somebodyElse = await one.upload(file.split('\n').slice(0, 2).join('\n'))
    await chooseRows(one.deps, one.caller, { id: somebodyElse.id, rows: [2], choice: { kind: 'new' } })
    expect(await outcomesOf(one, somebodyElse.id)).toEqual(['create'])
    expect((await one.rows(somebodyElse.id))[0]?.plan.notes).toEqual(['home_held'])
  })

  test('are all merged with their only candidate when somebody says so', async () => {
    const one = await house()
    await createPerson(one.deps, one.caller, { givenName: 'Marie', familyName: 'Martin' })
    const batch = await one.upload('Nom;Prénom;E-mail\nMartin;Marie;marie@example.org')
    const decided = await chooseRows(one.deps, one.caller, { id: batch.id, rows: undefined, choice: 'only' })
    expect(decided.counts).toMatchObject({ change: 1, duplicate: 0 })
  })
})

describe('what people are besides residents', () => {
  const STAFF = 'Nom;Prénom;Référence;À titre de;À ce titre depuis le;À ce titre jusqu’au'
  const heldIn = (one: House) =>
    one.database.transaction(one.organizationId, async (transaction) => {
      const { rows } = await sql<object>`
        select kind, source, starts_on as "from", ends_on as until, version from relation order by starts_on`.execute(
        transaction,
      )
      return rows
    })

  test('is brought, is known when it comes again, is given an end, and is taken back', async () => {
    const one = await house()
    const { id } = await one.upload(
      `${STAFF}\nRoche;Iris;R1;Salariée;2026-03-01;\nBlanc;Paul;R2;Candidat;2026-04-01;2026-05-31`,
    )
    expect(await outcomesOf(one, id)).toEqual(['create', 'create'])
    await one.apply(id)
    expect(await heldIn(one)).toEqual([
      { kind: 'staff', source: 'import', from: '2026-03-01', until: null, version: 1 },
      { kind: 'candidate', source: 'import', from: '2026-04-01', until: '2026-05-31', version: 1 },
    ])
    const { rows } = await one.database.transaction(one.organizationId, (transaction) =>
      sql<{ id: PersonId }>`select id from person where family_name = 'Roche'`.execute(transaction),
    )
    const iris = formatId('person', rows[0]?.id ?? asId('person', ''))
    const again = await one.upload(`${STAFF}\nRoche;Iris;${iris};staff;2026-03-01;`)
    expect(await outcomesOf(one, again.id)).toEqual(['same'])
    const ends = await one.upload(`${STAFF}\nRoche;Iris;${iris};staff;2026-03-01;2026-08-31`)
    expect(await outcomesOf(one, ends.id)).toEqual(['change'])
    await one.apply(ends.id)
    expect(await heldIn(one)).toMatchObject([{ until: '2026-08-31', version: 2 }, {}])
    // Touched since: the first import is not undone before the second.
    expect(await one.undo(id)).toMatchObject({ state: 'applied', problem: { code: 'import_touched_since' } })
    expect(await one.undo(ends.id)).toMatchObject({ state: 'undone' })
    expect(await heldIn(one)).toMatchObject([{ until: null }, {}])
  })

  test('vanishes with the import that brought it', async () => {
    const one = await house()
    const before = await countsOf(one)
    const { id } = await one.upload(`${STAFF}\nRoche;Iris;;contact;2026-03-01;`)
    await one.apply(id)
    expect((await countsOf(one))['relation']).toBe(1)
    expect(await one.undo(id)).toMatchObject({ state: 'undone' })
    expect(await countsOf(one)).toEqual(before)
  })

  test('is refused cell by cell where it cannot be', async () => {
    const one = await house()
    const { id } = await one.upload(
      [
        STAFF,
        'Roche;Iris;R1;staff;2026-03-01;',
        'Roche;Iris;R1;staff;2026-04-01;',
        'Blanc;Paul;R2;;2026-04-01;',
        'Noir;Zoé;R3;staff;;',
        'Vert;Luc;R4;voisin;2026-04-01;',
        'Gris;Léa;R5;staff;2026-04-01;2026-03-01',
        'Brun;Tom;R6;staff;2026-04-01T10:20:30.400Z;',
      ].join('\n'),
    )
    expect(await errorsOf(one, id)).toEqual([
      expect.stringMatching(/relation_overlaps/),
      expect.stringMatching(/relation.*missing/),
      expect.stringMatching(/relationFrom.*missing/),
      expect.stringMatching(/relation.*word_unknown/),
      expect.stringMatching(/relationUntil.*ends_before_it_begins/),
      expect.stringMatching(/relationFrom.*date_wrong/),
    ])
  })
})

describe('all or nothing', () => {
  test('what others changed since the preview is shown before anything is done', async () => {
    const one = await house()
    const batch = await one.upload('Nom;Prénom\nMartin;Marie\nDupont;Jean')
    await createPerson(one.deps, one.caller, { givenName: 'Marie', familyName: 'Martin' })
    expect(await one.apply(batch.id)).toMatchObject({
      state: 'previewed',
      problem: { code: 'import_changed_meanwhile', rows: [2] },
      counts: { duplicate: 1, create: 1 },
    })
    expect((await countsOf(one))['person']).toBe(1)
  })

  test('a failure in the middle leaves nothing behind, and the import can be applied again', async () => {
    const one = await house()
    const batch = await one.upload(RESIDENTS)
    const owner = (statement: string) => sqlAsOwner(one, statement)
    await owner(`create function loge.fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
      create trigger fail before insert on loge.credential for each row
      when (new.organization_id = '${one.organizationId}') execute function loge.fail()`)
    expect(await one.apply(batch.id)).toMatchObject({
      state: 'previewed',
      problem: { code: 'import_failed' },
    })
    expect(await countsOf(one)).toMatchObject({ building: 0, person: 0, tenancy: 0 })
    await owner('drop trigger fail on loge.credential; drop function loge.fail()')
    expect(await one.apply(batch.id)).toMatchObject({ state: 'applied', problem: null })
  })

  test('an import is applied once, however often it is asked for', async () => {
    const one = await house()
    const batch = await one.upload(RESIDENTS)
    const asked = await Promise.allSettled([one.apply(batch.id), one.apply(batch.id)])
    expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await countsOf(one))['person']).toBe(3)
  })
})

const sqlAsOwner = async (one: House, statement: string): Promise<void> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: one.database.ownerUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

describe('the columns', () => {
  test('are asked about when a date could be read either way, and never guessed', async () => {
    const one = await house()
    const batch = await one.upload('Bâtiment;Logement;Nom;Prénom;Entrée\nA;1;Martin;Marie;03/04/2026')
    expect(batch.asks).toEqual(['movesIn'])
    expect(await errorsOf(one, batch.id)).toEqual(['2 movesIn date_ambiguous'])
    const { mapping } = batch.settings
    const settings = { mapping, siteId: null, movesInOn: null, dateOrder: 'dayFirst' as const }
    expect((await changeSettings(one.deps, one.caller, { id: batch.id, settings })).counts).toMatchObject({
      create: 1,
    })
  })

  test('mean next time what somebody said this time', async () => {
    const one = await house()
    const file = 'Bâtiment;Machin;Chose\nA;1;x'
    const batch = await one.upload(file)
    expect(batch.settings.mapping).toEqual({ building: 0 })
    const settings = { mapping: { building: 0, unit: 1 }, siteId: null, movesInOn: null, dateOrder: null }
    await changeSettings(one.deps, one.caller, { id: batch.id, settings })
    expect((await one.upload(file)).settings.mapping).toEqual({ building: 0, unit: 1 })
  })
})

describe('rights', () => {
  test('one row says what a profile is and whose, and doors are told apart by commas unless a name holds one', async () => {
    const one = await house()
    for (const name of ['Hall A', 'Porte, côté cour']) await addEntrance(one, name)
    const batch = await one.upload(
      'Profil;Entrées du profil;Profil des résidents de\nTout;Hall A, Porte, côté cour;*\nCour;Porte, côté cour|Hall A;*',
    )
    expect(await errorsOf(one, batch.id)).toEqual(['2 entrances entrance_unknown'])
    await chooseRows(one.deps, one.caller, { id: batch.id, rows: [2], choice: { kind: 'skip' } })
    expect(await one.apply(batch.id)).toMatchObject({ state: 'applied', problem: null })
    const comma = await one.upload('Profil;Entrées du profil;Résidents de\nHalls;Hall A, Hall A;*')
    expect(await one.apply(comma.id)).toMatchObject({ state: 'applied', problem: null })
    expect(await countsOf(one)).toMatchObject({ access_profile: 2, access_grant: 2 })
  })

  test('profiles and grants are brought, and taken back', async () => {
    const one = await house()
    await addEntrance(one, 'Hall A')
    const before = await countsOf(one)
    const batch = await one.upload(
      'Profil;Entrées;Nom;Prénom;Résidents de;Valable jusqu’au\nHalls;Hall A;;;;\nHalls;;Martin;Chloé;;2030-12-31\nHalls;;;;*;\nCaves;;Petit;Léo;;',
    )
    expect(await errorsOf(one, batch.id)).toEqual(['5 profile profile_unknown'])
    await chooseRows(one.deps, one.caller, { id: batch.id, rows: [5], choice: { kind: 'skip' } })
    expect(await one.apply(batch.id)).toMatchObject({ state: 'applied', problem: null })
    expect(await countsOf(one)).toMatchObject({ access_profile: 1, access_grant: 2, person: 1 })
    expect(await one.undo(batch.id)).toMatchObject({ state: 'undone', problem: null })
    expect(await countsOf(one)).toMatchObject({
      person: before['person'],
      access_subject: before['access_subject'],
    })
  })
})
