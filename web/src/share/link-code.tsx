import { formatDateTime } from '../ui/format.ts';
import { Button } from '../ui/button.tsx';
import { qrCode } from './core/qr-code.ts';

/** A link as a QR code, with what must stand beside it on paper. Comes by itself: only new links show one. */
export default function LinkCode({ url, expiresAtMs }: { url: string; expiresAtMs: number }) {
  const { size, path } = qrCode(url);
  return (
    <figure className="link-code">
      <svg viewBox={`0 0 ${String(size)} ${String(size)}`} role="img" aria-label="The link as a QR code">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <figcaption>
        <p>For a phone’s camera, on the screen or on paper. Whoever photographs it holds the link.</p>
        <p className="link-code-print">
          {url}
          <br />
          Valid until {formatDateTime(expiresAtMs)}
        </p>
        <Button
          size="small"
          onPress={() => {
            window.print();
          }}
        >
          Print the code
        </Button>
      </figcaption>
    </figure>
  );
}
