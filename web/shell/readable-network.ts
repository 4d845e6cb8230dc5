/** A network as a person reads it: never a whole address, and told apart from the machine that runs the house. */
export const readableNetwork = (
  network: string | null,
): 'unknown' | 'thisMachine' | { readonly network: string } => {
  if (network === null || network === '') return 'unknown'
  if (network.startsWith('127.') || network === '::1' || network === '0:0:0:0') return 'thisMachine'
  const v4 = /^(\d+\.\d+\.\d+)\.\d+$/.exec(network)
  if (v4 !== null) return { network: `${v4[1] ?? ''}.x` }
  const groups = network.split(':')
  if (groups.length !== 4 || groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return 'unknown'
  return { network: `${groups.join(':').replace(/(:0)+$/, '')}::/64` }
}
