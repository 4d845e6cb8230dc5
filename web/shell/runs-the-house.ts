/** Whether somebody has anything to do with the house as a whole; a resident's rights are over what is their own. */
import type { Me } from '@loge/features/accounts/screens'

export const runsTheHouse = ({ grants }: Pick<Me, 'grants'>): boolean =>
  grants.some(({ scope }) => scope.kind !== 'own')
