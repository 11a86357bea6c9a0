/** The codecs' Emscripten builds come without type declarations; web-codecs.ts gives them theirs. */
declare module '@cornerstonejs/codec-openjph';
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs';
declare module '@cornerstonejs/codec-charls/decodewasmjs';
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs';
