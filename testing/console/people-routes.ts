/** The answers about people: where they live, what they carry and what they can open. */
import { entrancesAt, people, site, tenanciesAt, units, wireId } from './residence.ts'

type Answer = (match: RegExpExecArray, query: URLSearchParams, body: string) => unknown
export type Routes = readonly (readonly [RegExp, Answer])[]

export const page = (data: readonly unknown[]) => ({ data, nextCursor: null })

/** The line of the rights that lets in. */
export const line = {
  accessGrantId: wireId('agr', 1),
  accessProfileId: wireId('apr', 1),
  scheduleId: wireId('sch', 1),
}

export const peopleRoutes: Routes = [
  [/^\/units$/, () => page(units)],
  [/^\/moves$/, () => page([])],
  [
    /^\/tenancies$/,
    (_, query) =>
      page(
        tenanciesAt(Date.now()).filter(
          ({ personId, unitId }) =>
            personId === (query.get('personId') ?? personId) && unitId === (query.get('unitId') ?? unitId),
        ),
      ),
  ],
  [/^\/people\/(per_\w+)$/, ([, id]) => people.find((person) => person.id === id) ?? 404],
  [
    /^\/people\/\w+\/access$/,
    () => ({
      at: new Date().toISOString(),
      suspended: false,
      data: entrancesAt(Date.now()).map(({ id, name, number, siteId }, index) => ({
        entranceId: id,
        name,
        number,
        siteId,
        decision:
          index < 3
            ? { allowed: true, ...line, windowFrom: null, windowUntil: null, until: null }
            : { allowed: false, refusal: 'no_grant_here', accessGrantId: null, retryAt: null },
      })),
    }),
  ],
  [/^\/access-grants$/, () => page([])],
  [
    /^\/credentials$/,
    (_, query) =>
      page([
        {
          id: wireId('crd', 1),
          siteId: site.id,
          personId: query.get('personId'),
          kind: 'card',
          status: 'active',
          validFrom: '2026-01-05T08:00:00.000Z',
          validUntil: null,
          createdAt: '2026-01-05T08:00:00.000Z',
          statusSince: '2026-01-05T08:00:00.000Z',
        },
      ]),
  ],
]
