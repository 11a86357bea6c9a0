import { X } from 'lucide-react';
import {
  Text,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components';
import { IconButton } from './icon-button.tsx';
import './toast.css';

interface ToastMessage {
  text: string;
  tone: 'success' | 'problem';
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Says in passing what has just happened. What needs a decision belongs on the page, not here. */
export function toast(text: string, tone: ToastMessage['tone'] = 'success'): void {
  queue.add({ text, tone }, { timeout: tone === 'success' ? 5000 : 10_000 });
}

/** Stands once, at the root of a page. */
export function Toasts() {
  return (
    <AriaToastRegion queue={queue} className="ui-toasts">
      {({ toast: shown }) => (
        <AriaToast toast={shown} className="ui-toast" data-tone={shown.content.tone}>
          <AriaToastContent>
            <Text slot="title">{shown.content.text}</Text>
          </AriaToastContent>
          <IconButton slot="close" label="Dismiss" size="small" icon={<X size={16} aria-hidden />} />
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
