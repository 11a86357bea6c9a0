/** A structured report (PS3.3 A.35) as text to read and print: containers are sections, values follow their names. */
import type { SrNode, StructuredReport } from '@pacs/shared/document-content';
import { formatPersonName } from '@pacs/shared/dicom/person-name';
import type { StudyIndex } from '@pacs/shared/manifest';
import type { ReactNode } from 'react';
import { dateWords, timeWords } from '../core/words.ts';
import { placesOf, type ImagePlace } from './find-image.ts';
import { say } from '../../words/say.ts';

interface ReportProps {
  report: StructuredReport;
  index: StudyIndex;
  show?: (place: ImagePlace) => void;
}

/** Observer, language and the like: before the findings, and smaller. */
const isContext = ({ relationship }: SrNode) =>
  relationship === 'HAS OBS CONTEXT' ||
  relationship === 'HAS CONCEPT MOD' ||
  relationship === 'HAS ACQ CONTEXT';

const valueOf = ({ value, person }: SrNode): string | undefined =>
  person === undefined ? value : formatPersonName(person);

export function Report({ report, index, show }: ReportProps) {
  const { root, title, contentDate, contentTime, verifiedBy, truncated } = report;
  return (
    <article className="v-report">
      <h3>{title === '' ? say('Report') : title}</h3>
      <p className="v-report-state">
        {[
          dateWords(contentDate),
          timeWords(contentTime),
          report.preliminaryFlag === 'PRELIMINARY' ? say('Preliminary') : '',
          report.completionFlag === 'PARTIAL' ? say('Not complete') : '',
          report.verificationFlag === 'VERIFIED' ? say('Verified') : say('Not verified'),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {verifiedBy.map(({ name, organization, dateTime }, i) => (
        <p key={i}>
          {verifierWords(
            [formatPersonName(name), organization].filter((part) => part !== undefined).join(', '),
            dateTime,
          )}
        </p>
      ))}
      {truncated && (
        <p role="note">{say('Only a part of this report fits here; download it to have all of it.')}</p>
      )}
      <Children nodes={root.children} level={4} index={index} {...(show && { show })} />
    </article>
  );
}

const verifierWords = (name: string, dateTime: string | undefined) =>
  dateTime === undefined
    ? say('Verified by {name}', { name })
    : say('Verified by {name} on {date}', { name, date: dateWords(dateTime.slice(0, 8)) });

interface NodesProps {
  level: number;
  index: StudyIndex;
  show?: (place: ImagePlace) => void;
}

function Children({ nodes, ...rest }: NodesProps & { nodes: readonly SrNode[] }) {
  return nodes.map((node, i) => <Node key={i} node={node} {...rest} />);
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  if (level === 4) return <h4>{children}</h4>;
  if (level === 5) return <h5>{children}</h5>;
  return <h6>{children}</h6>;
}

function Node({ node, level, index, show }: NodesProps & { node: SrNode }) {
  const below = { level: level + 1, index, ...(show && { show }) };
  if (node.valueType === 'CONTAINER')
    return (
      <section data-continuous={node.continuous === true ? '' : undefined}>
        {node.name !== undefined && <Heading level={level}>{node.name}</Heading>}
        <Children nodes={node.children} {...below} />
      </section>
    );
  const value = valueOf(node);
  const isProse = node.valueType === 'TEXT' && !isContext(node);
  return (
    <div className={isContext(node) ? 'v-report-context' : 'v-report-item'}>
      <p>
        {node.name !== undefined && <span className="v-report-name">{node.name}: </span>}
        {value !== undefined && <span className={isProse ? 'v-report-prose' : undefined}>{value}</span>}
        <References node={node} index={index} {...(show && { show })} />
      </p>
      {node.children.length > 0 && <Children nodes={node.children} {...below} />}
    </div>
  );
}

function References({ node, index, show }: { node: SrNode } & Omit<NodesProps, 'level'>) {
  if (node.references === undefined) return null;
  const [place] = placesOf(index, node.references);
  if (place === undefined)
    return <span className="v-report-missing">{say('refers to an image that is not here')}</span>;
  if (show === undefined) return null;
  return (
    <button
      type="button"
      className="v-report-image"
      onClick={() => {
        show(place);
      }}
    >
      {say('Show image {n} of series {series}', { n: place.position + 1, series: place.stack + 1 })}
    </button>
  );
}
