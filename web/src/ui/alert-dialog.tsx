import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import { DialogActions } from './dialog.tsx';
import './dialog.css';

export interface AlertDialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** The words on the button that does it: a verb and its object. */
  confirmLabel: string;
  onConfirm: () => void;
  isPending?: boolean;
  children: ReactNode;
}

/** Asks before something that can't be undone. Escape and "Cancel" leave everything as it is. */
export function AlertDialog(props: AlertDialogProps) {
  const { title, isOpen, onClose, confirmLabel, onConfirm, isPending = false, children } = props;
  return (
    <ModalOverlay
      className="ui-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="ui-modal">
        <AriaDialog className="ui-dialog" role="alertdialog">
          <div className="ui-dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </div>
          {children}
          <DialogActions>
            <Button onPress={onClose} autoFocus>
              Cancel
            </Button>
            <Button variant="danger" onPress={onConfirm} isPending={isPending}>
              {confirmLabel}
            </Button>
          </DialogActions>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
