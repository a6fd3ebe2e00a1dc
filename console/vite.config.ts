import { defineConfig } from 'vite';

// What is built must satisfy the server's content security policy: files of its own origin only,
// nothing inline, nothing outside.
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
