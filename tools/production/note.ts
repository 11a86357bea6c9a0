/** Records one finding; `detail` says what was seen. */
export type Note = (name: string, ok: boolean, detail: string) => void;
