/** Files that operating systems leave on every folder and disc. The only place where a name decides. */
const junkNames = new Set(['thumbs.db', 'desktop.ini', '.ds_store', '.localized', 'ehthumbs.db']);
const junkFolders = new Set(['__macosx', '.spotlight-v100', '.trashes', '.fseventsd', '$recycle.bin']);

/** `path`: with '/' or '\' between folders. Those files are counted and never named to the user. */
export function isJunk(path: string): boolean {
  const parts = path.toLowerCase().split(/[/\\]/);
  const name = parts.at(-1) ?? '';
  return (
    junkNames.has(name) || name.startsWith('._') || parts.slice(0, -1).some((part) => junkFolders.has(part))
  );
}
