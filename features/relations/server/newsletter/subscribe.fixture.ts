/** A list and those who confirmed that they want it, as the desk and the mailbox make them. */
import { asId, type PersonId } from '@loge/kernel'
import type { OutsideHouse } from '../house.fixture.ts'
import { deliverNewsletters } from '../index.ts'

export const openList = async (house: OutsideHouse): Promise<string> => {
  const { body } = await house.ask('POST', '/relations/newsletter-lists', {
    body: {
      name: { en: 'News', fr: 'Nouvelles' },
      frequency: { en: 'once a month', fr: 'une fois par mois' },
    },
  })
  return (body as { id: string }).id
}

/** The way out, or the way in, that stands in a letter. */
export const linkIn = (text = '', path = ''): string => {
  const found = new RegExp(`http://localhost:8420(${path}[^\\s>]*)`).exec(text)?.[1]
  if (found === undefined) throw new Error(`no ${path} in ${text}`)
  return found
}

/** From a form on paper: asked by letter, and confirmed from the mailbox. */
export const subscribe = async (house: OutsideHouse, listId: string, email: string): Promise<PersonId> => {
  await house.ask('POST', '/relations/subscription-requests', {
    body: { listId, emails: [email], language: 'en', detail: 'form on paper' },
  })
  await deliverNewsletters(house.mail, house.organizationId)
  const letter = house.sent.findLast(({ to }) => to === email)
  await house.inject({
    method: 'POST',
    url: linkIn(letter?.text, '/newsletter/confirm'),
    payload: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const [found] = await house.rows<{ person_id: string }>(
    `select s.person_id from subscription s join person p on p.id = s.person_id where p.email = '${email}'`,
  )
  if (found === undefined) throw new Error(`${email} is not subscribed`)
  return asId('person', found.person_id)
}

/** A letter to everybody on the list, and who got it. */
export const sendTo = async (house: OutsideHouse, listId: string, subject: string) => {
  const { body } = await house.ask('POST', '/relations/newsletters', {
    body: { listId, subject: { en: subject, fr: subject }, body: { en: 'News.', fr: 'Du nouveau.' } },
  })
  await deliverNewsletters(house.mail, house.organizationId)
  return {
    id: (body as { id: string }).id,
    to: house.sent.filter((one) => one.subject === subject).map(({ to }) => to),
  }
}
