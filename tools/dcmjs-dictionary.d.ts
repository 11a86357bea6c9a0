/** PS3.6 and more, by tag: data without types of its own. */
declare module 'dcmjs/dictionary' {
  const dictionary: unknown;
  export default dictionary;
}
