import type { StudyDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import { possibleAlerts } from '@pacs/shared/link-documents';
import type { LinkAlert } from '@pacs/shared/messages';
import { useMemo, useState } from 'react';
import { track } from '../usage/track.ts';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckedForm } from '../ui/checked-form.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AlertFields } from './alert-fields.tsx';
import { alertsRequest } from './core/alerts.ts';
import { expiryProblem, expiryRequest, weekFrom } from './core/lifetimes.ts';
import { protectionProblems, protectionRequest, unprotected } from './core/protection.ts';
import { scopeProblem, seriesChoices, type Scope } from './core/scope.ts';
import { IdentityFields } from './identity-fields.tsx';
import { ExpiryFields } from './expiry-fields.tsx';
import { LinkList } from './link-list.tsx';
import { NewLink, type MadeLink } from './new-link.tsx';
import { ProtectionFields } from './protection-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { useLinks } from './use-links.ts';
import './share.css';

export interface ShareDialogProps {
  studyId: string;
  /** Whose study it is, as the list says it. */
  title: string;
  study: Pick<StudyDocument, 'series' | 'stacks' | 'identityConflict'>;
  onClose: () => void;
}

/** Makes viewer links to one study and manages those it has. */
export function ShareDialog({ studyId, title, study, onClose }: ShareDialogProps) {
  const links = useLinks();
  const [expiry, setExpiry] = useState(() => weekFrom(Date.now()));
  const [scope, setScope] = useState<Scope>();
  const [download, setDownload] = useState(false);
  const [withoutIdentity, setWithoutIdentity] = useState(false);
  const [protection, setProtection] = useState(unprotected);
  const [alerts, setAlerts] = useState<ReadonlySet<LinkAlert>>(new Set());
  const [wasSent, setSent] = useState(false);
  const [expiryWords, setExpiryWords] = useState<string>();
  const [note, setNote] = useState('');
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [made, setMade] = useState<MadeLink>();
  const possible = possibleAlerts({ passcode: protection.passcode, opens: 0 });
  const series = useMemo(() => seriesChoices(study), [study]);
  const rows = links.status === 'ready' ? links.rows.filter(({ link }) => link.studyId === studyId) : [];

  const make = async () => {
    setSent(true);
    const problems = protectionProblems(protection);
    const words = expiryProblem(expiry, Date.now());
    setExpiryWords(words);
    if (words !== undefined || scopeProblem(scope) !== undefined || Object.keys(problems).length > 0) return;
    setPending(true);
    setProblem(undefined);
    try {
      const words = note.trim();
      const { token, expiresAtMs } = await call('createLink', {
        studyId,
        ...expiryRequest(expiry),
        ...protectionRequest(protection),
        ...alertsRequest(alerts, possible),
        ...(scope === undefined ? {} : { series: [...scope] }),
        ...(withoutIdentity ? { withoutIdentity } : download ? { download } : {}),
        ...(words === '' ? {} : { note: words }),
      });
      setMade({
        url: `${location.origin}/v#${token}`,
        token,
        expiresAtMs,
        passcode: protection.passcode?.trim(),
        withoutIdentity,
      });
      setNote('');
      setScope(undefined);
      setDownload(false);
      setWithoutIdentity(false);
      setProtection(unprotected);
      setAlerts(new Set());
      setSent(false);
      track({ name: 'link_created' });
    } catch (error) {
      setProblem(errorWords(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog title={`Share ${title}`} isOpen onClose={onClose} wide>
      {(study.identityConflict ?? []).length > 0 ? (
        <Notice tone="problem">
          The files of this study name different patients. It can’t be shared until you have decided whose it
          is: close this and press “Decide whose it is” in the list.
        </Notice>
      ) : made === undefined ? (
        <CheckedForm className="share-form" onSubmit={make}>
          <p className="muted">
            A viewer link opens this study, and nothing else, in any browser and without an account.
            {withoutIdentity ? '' : ' It shows the images with the patient’s name.'}
          </p>
          <ExpiryFields label="Valid for" value={expiry} onChange={setExpiry} problem={expiryWords} />
          <ScopeFields
            series={series}
            value={scope}
            onChange={setScope}
            problem={wasSent ? scopeProblem(scope) : undefined}
          />
          <IdentityFields
            studyId={studyId}
            series={series}
            scope={scope}
            value={withoutIdentity}
            onChange={setWithoutIdentity}
          />
          <fieldset className="share-options">
            <legend>Files</legend>
            <Checkbox
              isSelected={download && !withoutIdentity}
              isDisabled={withoutIdentity}
              onChange={setDownload}
            >
              Let them download the DICOM files
            </Checkbox>
            <p className="ui-hint share-option">
              They hold everything that was recorded with the images. Pictures of the screen can be taken
              without.
            </p>
          </fieldset>
          <ProtectionFields
            value={protection}
            onChange={setProtection}
            problems={wasSent ? protectionProblems(protection) : {}}
          />
          <AlertFields value={alerts} possible={possible} onChange={setAlerts} />
          <TextField
            label="Note to yourself (optional)"
            hint="Only you see it: who it is for, and why."
            value={note}
            onChange={setNote}
            maxLength={limits.linkNoteMax}
          />
          {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
          <div>
            <Button type="submit" variant="primary" isPending={isPending}>
              Make link
            </Button>
          </div>
        </CheckedForm>
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
          <LinkList rows={rows} studyId={studyId} seriesOf={() => series.length} />
        </section>
      )}
    </Dialog>
  );
}
