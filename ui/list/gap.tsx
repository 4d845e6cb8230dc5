/** What the rows of a long list that are not drawn would take. A body of its own, so that others may have heads. */
export const Gap = ({ px }: { readonly px: number }) =>
  px === 0 ? null : (
    <tbody className="gap" aria-hidden="true">
      <tr>
        <td style={{ height: px }} />
      </tr>
    </tbody>
  )
