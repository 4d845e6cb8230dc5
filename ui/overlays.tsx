/** Dialogs and pickers: behaviour by React Aria, looks by the tokens. Apart from the index, to stay out of the shell. */
import type { ReactNode } from 'react'
import {
  ComboBox,
  Dialog as AriaDialog,
  Heading,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  Popover,
  Text,
} from 'react-aria-components'
import './styles/overlays.css'

interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** For an act that must be confirmed or filled in before anything else. Escape and a press outside leave it. */
export const Dialog = ({ title, open, onClose, children }: DialogProps) => (
  <ModalOverlay
    className="scrim"
    isOpen={open}
    onOpenChange={(next) => (next ? undefined : onClose())}
    isDismissable
  >
    <Modal className="modal">
      <AriaDialog className="dialog">
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)

export interface PickerItem {
  readonly id: string
  readonly name: string
  readonly detail?: string | undefined
}

interface PickerProps {
  readonly label: string
  readonly items: readonly PickerItem[]
  readonly text: string
  readonly onText: (text: string) => void
  readonly onPick: (id: string) => void
  readonly hint?: string | undefined
  readonly empty: string
}

/** Finds one of many by typing; the list comes from whoever searches. */
export const Picker = ({ label, items, text, onText, onPick, hint, empty }: PickerProps) => (
  <ComboBox
    className="field"
    items={items}
    inputValue={text}
    onInputChange={onText}
    onSelectionChange={(key) => (key === null ? undefined : onPick(String(key)))}
    allowsEmptyCollection
    allowsCustomValue
    menuTrigger="focus"
  >
    <Label>{label}</Label>
    <Input className="in" autoComplete="off" />
    {hint === undefined ? null : (
      <Text slot="description" className="hint">
        {hint}
      </Text>
    )}
    <Popover className="popover">
      <ListBox<PickerItem>
        className="picks"
        renderEmptyState={() => <p className="note picks-none">{empty}</p>}
      >
        {(item) => (
          <ListBoxItem id={item.id} textValue={item.name} className="pick">
            <Text slot="label">{item.name}</Text>
            {item.detail === undefined ? null : (
              <Text slot="description" className="note">
                {item.detail}
              </Text>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </ComboBox>
)
