import { Button } from '../ui/button.tsx';
import { LegalPage, LegalTable } from './legal-page.tsx';

/** `onPreferences` opens the choice of purposes. */
export function CookiesPage({ onPreferences }: { onPreferences: () => void }) {
  return (
    <LegalPage
      title="Cookies"
      lead="The app sets no cookie of its own. It keeps a few values in your browser’s storage, and counts usage only after your yes."
    >
      <div>
        <Button variant="primary" onPress={onPreferences}>
          Cookie preferences
        </Button>
      </div>
      <h2>Necessary</h2>
      <p>
        Set without asking, since the app does not work without them. They hold no data of patients, unless a
        file or folder that you upload is named after one.
      </p>
      <LegalTable
        caption="Necessary storage"
        head={['Name', 'Kind', 'What for', 'How long']}
        rows={[
          [
            'firebaseLocalStorageDb',
            'IndexedDB, this site',
            'Firebase Authentication: keeps you signed in. Only once you sign in or open the app.',
            'Until you sign out',
          ],
          [
            'firebase-heartbeat-database',
            'IndexedDB, this site',
            'Firebase: version of the software in use, sent along with sign-in requests',
            '30 days',
          ],
          [
            'pacs-uploads',
            'IndexedDB, this site',
            'Lets an interrupted upload go on: addresses and checksums of its parts, no images and, where the browser can, its hold on the files or the folder that you chose, by their names',
            'Until the upload ends, at most a week, or until you sign out',
          ],
          [
            'react-router-scroll-positions',
            'Session storage, this site',
            'How far each page was scrolled, for the way back',
            'Until the tab is closed',
          ],
          [
            'link-session',
            'Session storage, this site',
            'Only on a viewer link’s page: opens the study again after a reload',
            'Until the tab is closed',
          ],
          [
            'link-language',
            'Session storage, this site',
            'Only after you choose another language on a viewer link’s page: remembers which',
            'Until the tab is closed',
          ],
          [
            'viewer-layout',
            'Session storage, this site',
            'Only where a study is left with several panes open: which series lay where, for a reload',
            'Until the tab is closed',
          ],
          [
            'viewer-preferences',
            'Local storage, this site',
            'Only after you switch the viewer’s dark room or its single keys: remembers how',
            'Until you clear it',
          ],
          [
            'tracking-consent',
            'Local storage, this site',
            'Remembers your choice about the purposes below',
            '6 months',
          ],
        ]}
      />
      <h2>Analytics, only after your yes</h2>
      <p>
        Unless the operator has switched on Google Analytics, usage is counted by this installation’s own
        counter, which sets nothing in your browser. Where Google Analytics is on and you say yes, it sets:
      </p>
      <LegalTable
        caption="Analytics storage"
        head={['Name', 'Kind', 'What for', 'How long']}
        rows={[
          ['_ga', 'Cookie, this site', 'Google Analytics: tells visits apart by a random id', '2 years'],
          ['_ga_…', 'Cookie, this site', 'Google Analytics: state of the visit', '2 years'],
          [
            'firebase-installations-database',
            'IndexedDB, this site',
            'Firebase: random id of this installation, for Analytics',
            'Until you clear it',
          ],
        ]}
      />
      <p>
        Taking your yes back removes the cookies and stops the counting at once, also in a page that is open.
      </p>
      <h2>Advertising</h2>
      <p>
        None. The app shows no advertising and loads nothing for it. Your choice is kept for the day that this
        should change; without your yes it would not.
      </p>
      <h2>Changing your mind</h2>
      <p>
        “Cookie preferences” stands in the footer of every page. Clearing <code>tracking-consent</code> in
        your browser’s storage has us ask again.
      </p>
    </LegalPage>
  );
}
