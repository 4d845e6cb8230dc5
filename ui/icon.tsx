/** A Phosphor icon in the text colour. Beside a word it is hidden from a screen reader; alone it carries a label. */
export type IconName =
  | 'arrow-clockwise'
  | 'arrow-left'
  | 'calendar-blank'
  | 'caret-down'
  | 'caret-right'
  | 'door'
  | 'envelope-simple'
  | 'fingerprint'
  | 'gear'
  | 'house'
  | 'key'
  | 'list-bullets'
  | 'magnifying-glass'
  | 'map-trifold'
  | 'moon'
  | 'password'
  | 'pause'
  | 'plus'
  | 'sign-out'
  | 'sun'
  | 'users'
  | 'warning-circle'
  | 'x'

export const Icon = ({ name, small, label }: { name: IconName; small?: boolean; label?: string }) => {
  const className = `i i-${name}${small === true ? ' i-s' : ''}`
  return label === undefined ? (
    <span className={className} aria-hidden="true" />
  ) : (
    <span className={className} role="img" aria-label={label} />
  )
}
