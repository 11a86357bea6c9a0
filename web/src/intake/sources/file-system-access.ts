/** The File System Access API (https://wicg.github.io/file-system-access/), which Chromium has and TypeScript's DOM lacks. */
interface Mode {
  mode: 'read';
}

declare global {
  interface FileSystemHandle {
    queryPermission?: (mode: Mode) => Promise<PermissionState>;
    requestPermission?: (mode: Mode) => Promise<PermissionState>;
  }
  interface DataTransferItem {
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  }
  interface Window {
    showDirectoryPicker?: (options: Mode) => Promise<FileSystemDirectoryHandle>;
    showOpenFilePicker?: (options: { multiple: true }) => Promise<FileSystemFileHandle[]>;
  }
}

const read: Mode = { mode: 'read' };

/** What a page may do with a handle that was kept. `prompt` where the user has to be asked again, within a gesture. */
export async function readPermission(handle: FileSystemHandle): Promise<PermissionState> {
  try {
    return (await handle.queryPermission?.(read)) ?? 'denied';
  } catch {
    return 'denied';
  }
}

/** Asks where there is no permission yet. Needs a user's gesture; `denied` without one. */
export async function askToRead(handle: FileSystemHandle): Promise<PermissionState> {
  try {
    return (await handle.requestPermission?.(read)) ?? 'denied';
  } catch {
    return 'denied';
  }
}

/**
 * The user's choice as handles; empty where they chose nothing, undefined where the browser will not show its own
 * dialog and an `<input>` must do.
 */
export async function pickHandles(what: 'files' | 'folder'): Promise<FileSystemHandle[] | undefined> {
  try {
    if (what === 'files') return await window.showOpenFilePicker?.({ multiple: true });
    const folder = await window.showDirectoryPicker?.(read);
    return folder === undefined ? undefined : [folder];
  } catch (cause) {
    return cause instanceof DOMException && cause.name === 'AbortError' ? [] : undefined;
  }
}
