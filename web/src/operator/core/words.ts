/** What operators read of requests and their steps. */
import type {
  RightChannel,
  RightKind,
  RightRole,
  RightState,
  RightStep,
  RightsEntryDocument,
} from '@pacs/shared/rights';

export const kindWords: Readonly<Record<RightKind, string>> = {
  access: 'Access',
  rectification: 'Rectification',
  erasure: 'Erasure',
  restriction: 'Restriction',
  portability: 'Portability',
  objection: 'Objection',
};

export const roleWords: Readonly<Record<RightRole, string>> = {
  patient: 'Patient',
  user: 'User',
  other: 'Other',
};

export const stateWords: Readonly<Record<RightState, string>> = {
  received: 'Received',
  'in-work': 'In work',
  waiting: 'Waiting for the person',
  extended: 'Extended',
  answered: 'Answered',
  refused: 'Refused',
};

export const stepWords: Readonly<Record<RightStep, { name: string; field: string; does: string }>> = {
  take: { name: 'Take it into work', field: '', does: 'Nothing is sent.' },
  note: {
    name: 'Note for operators',
    field: 'Note',
    does: 'Nothing is sent. The person does not see it, unless they ask for access.',
  },
  write: {
    name: 'Write to the person',
    field: 'Message',
    does: 'It is sent by e-mail, with an address to answer by.',
  },
  ask: {
    name: 'Ask the person',
    field: 'Question',
    does: 'It is sent by e-mail, with an address to answer by. The time goes on running.',
  },
  extend: {
    name: 'Extend the time',
    field: 'Reason',
    does: 'Once, and before the day it is due. The reason and the new day are sent by e-mail.',
  },
  answer: {
    name: 'Answer and close',
    field: 'Answer',
    does: 'It is sent by e-mail. What is closed stays closed.',
  },
  refuse: {
    name: 'Refuse and close',
    field: 'Reason',
    does: 'The reason is sent by e-mail, with where the person may complain. What is closed stays closed.',
  },
};

/** In place of what a letter's step does. */
export const noMailWords =
  'The person has given no e-mail address: it is kept here, and sending it by post or telling it is yours.';

export const channelWords: Readonly<Record<RightChannel, string>> = {
  form: 'Form',
  letter: 'Letter',
  telephone: 'Telephone',
  other: 'Another way',
};

export const entryWords: Readonly<Record<RightsEntryDocument['what'], string>> = {
  received: 'Asked, and confirmed the address',
  entered: 'Entered by an operator',
  replied: 'The person answered',
  take: 'Taken into work',
  note: 'Note',
  write: 'Written to the person',
  ask: 'Asked the person',
  extend: 'Extended',
  answer: 'Answered',
  refuse: 'Refused',
};

export const mailWords = {
  waiting: 'Mail waits to be sent',
  failed: 'Mail could not be delivered',
  gone: 'Mail handed over, or past its time',
} as const;
