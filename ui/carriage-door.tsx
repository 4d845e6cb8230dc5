/** The carriage door of the residence with its name plate: the one ornament. */
const Leaf = () => (
  <div className="lf2">
    <i />
    <i />
    <i />
  </div>
)

export const CarriageDoor = ({ name, address }: { name: string; address?: string | undefined }) => (
  <header className="door2">
    <div aria-hidden="true">
      <Leaf />
      <Leaf />
    </div>
    <div className="pl">
      <b>{name}</b>
      {address === undefined ? null : <span>{address}</span>}
    </div>
  </header>
)
