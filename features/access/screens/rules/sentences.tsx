/** Rules said one after the other. */
import './rules.css'

export const Sentences = ({ label, texts }: { label: string; texts: readonly string[] }) => (
  <ul className="rule-texts" aria-label={label}>
    {texts.map((text) => (
      <li key={text} className="fact">
        {text}
      </li>
    ))}
  </ul>
)
