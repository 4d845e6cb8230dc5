/** What is given to whom, as the desk gives it: refused by the register in force, by a no of the person, or not at all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DisclosureHouse, openDisclosureHouse } from './house.fixture.ts'

describe('under a register of thirteen activities', () => {
  let house: DisclosureHouse
  beforeAll(async () => {
    house = await openDisclosureHouse('softathome')
  })
  afterAll(() => house.close())

  test('[S3-24] what an activity does not list is refused at the desk, whatever contract there is, and leaves no line', async () => {
    const person = await house.addPerson('Ada')
    const give = (recipient: string, activity: string, category: string) =>
      house.give({ recipient, activity, categories: [category], personIds: [person] })
    expect(await give('a_analytics', 'debug', 'usage')).toBe('recipient_not_of_activity')
    const held = house.register.activities.filter(({ purposes }) => purposes.length > 0)
    let refused = 0
    for (const { id: recipient, kind } of house.register.recipients)
      for (const { id: activity, recipientKinds, categories } of held) {
        if (recipientKinds.includes(kind)) continue
        refused += 1
        expect([recipient, activity, await give(recipient, activity, categories[0] ?? '')]).toEqual([
          recipient,
          activity,
          'recipient_not_of_activity',
        ])
      }
    expect(refused).toBeGreaterThan(100)
    expect(await house.given()).toEqual([])
    expect(await give('a_support', 'debug', 'usage')).toBe(201)
    expect(await house.given()).toHaveLength(1)
    // The list is the register's own: struck from it, the same recipient gets nothing from then on.
    await house.publish((register) => ({
      ...register,
      activities: register.activities.map((one) =>
        one.id === 'debug'
          ? { ...one, recipientKinds: one.recipientKinds.filter((kind) => kind !== 'support') }
          : one,
      ),
    }))
    expect(await give('a_support', 'debug', 'usage')).toBe('recipient_not_of_activity')
    expect(await house.given()).toHaveLength(1)
  })

  test('[S3-59 3/3] whoever sells for us gets nobody who said no to that, wherever their data come from', async () => {
    const [yes, no, other] = [
      await house.addPerson('Yes'),
      await house.addPerson('No'),
      await house.addPerson('Other'),
    ]
    const give = (recipient: string, activity: string, ...personIds: readonly (typeof yes)[]) => {
      const categories = ['identity']
      return house.give({ recipient, activity, categories, personIds })
    }
    await house.object(no, 'marketing')
    await house.object(other, 'use:prospecting')
    const before = (await house.given()).length
    const listed = house.register.activities.filter(({ recipientKinds }) =>
      recipientKinds.includes('marketing'),
    )
    expect(listed.length).toBeGreaterThan(10)
    for (const { id, categories } of listed) {
      if (!categories.includes('identity')) continue
      expect([id, await give('a_marketing', id, yes, no)]).toEqual([id, 'person_objected'])
    }
    // A no to one use is a no where data are of that use, and nowhere else.
    expect(await give('a_marketing', 'prospects', other)).toBe('person_objected')
    expect(await house.given()).toHaveLength(before)
    expect(await give('a_marketing', 'customers', other)).toBe(201)
    expect(await give('a_marketing', 'prospects', yes)).toBe(201)
    // It is no matter of whoever sells nothing.
    expect(await give('a_hosting', 'prospects', no, other)).toBe(201)
    expect(await give('a_marketing', 'debug', yes)).toBe('recipient_not_of_activity')
  })
})

describe('under a register that counts visits', () => {
  let house: DisclosureHouse
  beforeAll(async () => {
    house = await openDisclosureHouse('sonio')
  })
  afterAll(() => house.close())

  test('[S1-98 2/2] browsing is given to nobody: no recipient, no authority, from no activity that holds it', async () => {
    const person = await house.addPerson('Ada')
    const give = (recipient: string, activity: string, category: string) =>
      house.give({
        recipient,
        activity,
        categories: [category],
        personIds: [person],
        more: { provision: 'art. L. 1' },
      })
    for (const category of ['site_browsing', 'browsing']) {
      const holding = house.register.activities.filter(({ categories }) => categories.includes(category))
      expect(holding).not.toEqual([])
      for (const { id: activity, recipientKinds } of holding)
        for (const { id: recipient, kind } of house.register.recipients) {
          const listed = recipientKinds.includes(kind)
          const only = house.register.recipientKinds.find(({ id }) => id === kind)?.only
          const code = !listed
            ? 'recipient_not_of_activity'
            : only === undefined
              ? 'category_never_shared'
              : 'category_not_for_recipient'
          expect([activity, recipient, await give(recipient, activity, category)]).toEqual([
            activity,
            recipient,
            code,
          ])
        }
    }
    // Nor hidden among what may be given.
    expect(
      await house.give({
        recipient: 'a_service_providers',
        activity: 'use',
        categories: ['professional', 'browsing'],
        personIds: [person],
      }),
    ).toBe('category_never_shared')
    expect(await house.given()).toEqual([])
    expect(await give('a_service_providers', 'use', 'professional')).toBe(201)
  })
})
