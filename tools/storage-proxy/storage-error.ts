/** A refusal in the words of Cloud Storage's XML API (https://cloud.google.com/storage/docs/xml-api/reference-status). */
export class StorageError extends Error {
  override name = 'StorageError';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  toXml(): string {
    const elements = Object.entries({ Code: this.code, Message: this.message, ...this.details });
    const inner = elements.map(([name, text]) => `<${name}>${escape(text)}</${name}>`).join('');
    return `<?xml version='1.0' encoding='UTF-8'?><Error>${inner}</Error>`;
  }
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
