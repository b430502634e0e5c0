import { defineConfig } from "vitest/config";

// File names carry no hash: the server answers with an entity tag, and the committed output changes only where the sources did.
export default defineConfig({
  base: "/console/",
  build: {
    outDir: "../Page/Console",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: {
      output: { entryFileNames: "console.js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]", codeSplitting: false },
    },
  },
  test: { include: ["test/**/*.test.ts"] },
});
