import { useState } from 'react';
import { Form } from 'react-aria-components';
import { track } from '../usage/track.ts';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioButtons } from '../ui/radio-buttons.tsx';
import { TextField } from '../ui/text-field.tsx';
import { lifetimeMs, lifetimes, type LifetimeId } from './core/lifetimes.ts';
import { LinkList } from './link-list.tsx';
import { NewLink, type MadeLink } from './new-link.tsx';
import { useLinks } from './use-links.ts';
import './share.css';

export interface ShareDialogProps {
  studyId: string;
  /** Whose study it is, as the list says it. */
  title: string;
  hasIdentityConflict: boolean;
  onClose: () => void;
}

/** Makes viewer links to one study and manages those it has. */
export function ShareDialog({ studyId, title, hasIdentityConflict, onClose }: ShareDialogProps) {
  const links = useLinks();
  const [lifetime, setLifetime] = useState<LifetimeId>('week');
  const [note, setNote] = useState('');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [made, setMade] = useState<MadeLink>();
  const rows = links.status === 'ready' ? links.rows.filter(({ link }) => link.studyId === studyId) : [];

  const make = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      const words = note.trim();
      const { token, expiresAtMs } = await call('createLink', {
        studyId,
        lifetimeMs: lifetimeMs(lifetime),
        ...(words === '' ? {} : { note: words }),
      });
      setMade({ url: `${location.origin}/v#${token}`, expiresAtMs });
      setNote('');
      track({ name: 'link_created' });
    } catch (error) {
      setProblem(errorWords(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog title={`Share ${title}`} isOpen onClose={onClose} wide>
      {hasIdentityConflict ? (
        <Notice tone="problem">
          The files of this study name different patients. It can’t be shared until you have decided whose it
          is: close this and press “Decide whose it is” in the list.
        </Notice>
      ) : made === undefined ? (
        <Form
          className="share-form"
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <p className="muted">
            A viewer link opens this study, and nothing else, in any browser and without an account. It shows
            the images with the patient’s name.
          </p>
          <RadioButtons label="Valid for" options={lifetimes} value={lifetime} onChange={setLifetime} />
          <TextField
            label="Note to yourself (optional)"
            hint="Only you see it: who it is for, and why."
            value={note}
            onChange={setNote}
            maxLength={200}
          />
          {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
          <div>
            <Button type="submit" variant="primary" isPending={isPending}>
              Make link
            </Button>
          </div>
        </Form>
      ) : (
        <>
          <NewLink made={made} />
          <div>
            <Button
              onPress={() => {
                setMade(undefined);
              }}
            >
              Make another link
            </Button>
          </div>
        </>
      )}
      {rows.length > 0 && (
        <section aria-labelledby="study-links" className="study-links">
          <h3 id="study-links">Links to this study</h3>
          <LinkList rows={rows} />
        </section>
      )}
    </Dialog>
  );
}
