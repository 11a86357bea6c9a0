import type { OutboxDocument } from '@pacs/shared/messages';

export type Message = OutboxDocument['message'];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Breaks of lines are kept, whatever else steers a terminal or a mail program is not. */
const withoutControls = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => (one === '\n' ? one : ''));

/** A paragraph, or an address of ours that stands by itself. */
export type Part = string | { address: string };

/** The same as plain text and as HTML, in which nothing that anybody typed is markup. */
export function messageOf(language: string, subject: string, parts: readonly Part[]): Message {
  const text = parts.map((part) => (typeof part === 'string' ? withoutControls(part) : part.address));
  const html = parts.map((part, at) => {
    const escaped = escapeHtml(text[at] ?? '').replaceAll('\n', '<br>');
    return typeof part === 'string' ? `<p>${escaped}</p>` : `<p><a href="${escaped}">${escaped}</a></p>`;
  });
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><body>${html.join('')}</body></html>`,
  };
}

/** Where a recipient is nobody knows: in UTC, and said so. */
export const formatUtc = (ms: number, language: string) =>
  `${new Date(ms).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;
