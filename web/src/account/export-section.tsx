import type { ExportDocument } from '@pacs/shared/account';
import type { CallableResponse } from '@pacs/shared/callables';
import { keptDays } from '@pacs/shared/retention';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import type { Row } from '../firebase/watch.ts';
import { Button } from '../ui/button.tsx';
import { countOf, formatBytes, formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useExports } from './use-owned.ts';

type Opened = CallableResponse<'openExport'> & { exportId: string };

/** Everything that is kept of the account: asked for, prepared, fetched. */
export function ExportSection({ uid, hasPassword }: { uid: string; hasPassword: boolean }) {
  const exports = useExports(uid);
  const [asked, setAsked] = useState<{ open: string | undefined }>();
  const [opened, setOpened] = useState<Opened>();
  const run = async () => {
    if (asked?.open === undefined) await call('requestExport', {});
    else setOpened({ exportId: asked.open, ...(await call('openExport', { exportId: asked.open })) });
  };
  const isUnderWay = exports.some(({ data }) => data.state === 'preparing');
  return (
    <section aria-labelledby="export">
      <h2 id="export">Export</h2>
      <p className="muted">
        What this service keeps of you as JSON, and your studies as ZIPs of the DICOM files you gave, byte for
        byte. It is prepared while you do other things, and can be fetched for {keptDays.exports} days.
      </p>
      {exports.map((row) => (
        <Export
          key={row.id}
          row={row}
          opened={opened?.exportId === row.id ? opened : undefined}
          onOpen={() => {
            setAsked({ open: row.id });
          }}
        />
      ))}
      {!isUnderWay && (
        <div>
          <Button
            onPress={() => {
              setAsked({ open: undefined });
            }}
          >
            Prepare an export
          </Button>
        </div>
      )}
      {asked !== undefined && (
        <ConfirmDialog
          title={asked.open === undefined ? 'Export your data?' : 'Fetch your export?'}
          confirmLabel={asked.open === undefined ? 'Prepare export' : 'Show its files'}
          hasPassword={hasPassword}
          run={run}
          onClose={() => {
            setAsked(undefined);
          }}
        >
          <p>It holds all your patients’ images and data: fetch it to a computer that is yours alone.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

interface ExportProps {
  row: Row<ExportDocument>;
  opened: Opened | undefined;
  onOpen: () => void;
}

function Export({ row: { data }, opened, onOpen }: ExportProps) {
  const bytes = data.parts.reduce((sum, part) => sum + part.bytes, 0);
  if (data.state === 'preparing')
    return (
      <ProgressBar
        label="Preparing your export"
        value={data.study / Math.max(1, data.studyIds.length)}
        valueText={`${String(data.study)} of ${data.studyIds.length === 1 ? 'one study' : `${String(data.studyIds.length)} studies`}`}
      />
    );
  if (data.state === 'failed')
    return (
      <Notice tone="problem">
        The export of {formatDateTime(data.createdAtMs)} could not be prepared. Try again, or write to the
        support address in the footer.
      </Notice>
    );
  const failed = data.parts.reduce((sum, part) => sum + part.failed, 0);
  return (
    <div className="account-export">
      <p>
        Export of {formatDateTime(data.createdAtMs)}: {countOf(data.parts.length, 'file')},{' '}
        {formatBytes(bytes)}. It can be fetched until {formatDateTime(data.expiresAtMs)}.
      </p>
      {failed > 0 && (
        <Notice tone="warning">
          {countOf(failed, 'file')} could not be put together as given, and {failed === 1 ? 'is' : 'are'}{' '}
          missing in it.
        </Notice>
      )}
      {opened === undefined ? (
        <div>
          <Button variant="primary" onPress={onOpen}>
            Fetch export
          </Button>
        </div>
      ) : (
        <>
          <ul>
            {opened.parts.map((part) => (
              <li key={part.name}>
                <a href={part.url} download={part.name} rel="noreferrer">
                  {part.name}
                </a>{' '}
                <span className="muted">{formatBytes(part.bytes)}</span>
              </li>
            ))}
          </ul>
          <p className="muted">These addresses work until {formatDateTime(opened.expireAtMs)}.</p>
        </>
      )}
    </div>
  );
}
