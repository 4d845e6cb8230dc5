/** A page of paper on the screen (`<article className="sheet">`), printed alone. */
import './styles/sheet.css'

/** Prints the element of this id and nothing around it. */
export const printSheet = (id: string): void => {
  const sheet = document.getElementById(id)
  document.body.classList.add('prints-sheet')
  sheet?.classList.add('is-printed')
  window.print()
  sheet?.classList.remove('is-printed')
  document.body.classList.remove('prints-sheet')
}
