// Writes src/chart/widths.ts: the advances of Inter's regular weight, read from the font that the console bundles.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

const file = readFileSync(new URL("../src/fonts/inter-latin-wght-normal.woff2", import.meta.url));
const known = "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill".match(/.{4} ?/g).map(t => t.slice(0, 4));
let at = 48, offset = 0;
const base128 = () => { let value = 0; for (;;) { const byte = file[at++]; value = value * 128 + (byte & 127); if (byte < 128) return value; } };
const tables = {};
for (let i = 0; i < file.readUInt16BE(12); i++) {
  const flags = file[at++], tag = (flags & 63) === 63 ? file.toString("latin1", at, at += 4) : known[flags & 63], version = flags >> 6, original = base128();
  const isTransformed = tag === "glyf" || tag === "loca" ? version === 0 : version !== 0, length = isTransformed ? base128() : original;
  tables[tag] = { offset, length, isTransformed };
  offset += length;
}
const data = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)));
const table = tag => data.subarray(tables[tag].offset, tables[tag].offset + tables[tag].length);
const units = table("head").readUInt16BE(18), metrics = table("hhea").readUInt16BE(34), cmap = table("cmap");
// A transformed hmtx has a byte of flags first; the advances follow alike.
const hmtx = table("hmtx"), step = tables.hmtx.isTransformed ? 2 : 4, first = tables.hmtx.isTransformed ? 1 : 0;
const advance = glyph => hmtx.readUInt16BE(first + Math.min(glyph, metrics - 1) * step);
let sub;
for (let i = 0; i < cmap.readUInt16BE(2); i++) {
  const candidate = cmap.subarray(cmap.readUInt32BE(8 + i * 8));
  if (candidate.readUInt16BE(0) === 4) sub = candidate;
}
const segments = sub.readUInt16BE(6) / 2;
function glyphOf(code) {
  for (let i = 0; i < segments; i++) {
    const end = sub.readUInt16BE(14 + i * 2), start = sub.readUInt16BE(16 + segments * 2 + i * 2);
    if (code < start || code > end) continue;
    const delta = sub.readInt16BE(16 + segments * 4 + i * 2), place = 16 + segments * 6 + i * 2, range = sub.readUInt16BE(place);
    if (range === 0) return (code + delta) & 65535;
    const glyph = sub.readUInt16BE(place + range + (code - start) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 65535;
  }
  return 0;
}
const lines = [];
for (const char of [...Array(95).keys()].map(i => String.fromCharCode(32 + i)).concat([..."·…–’“”×"])) {
  const glyph = glyphOf(char.codePointAt(0));
  if (glyph > 0) lines.push(`  ${JSON.stringify(char)}: ${Math.round(advance(glyph) / units * 1000)},`);
}
writeFileSync(new URL("../src/chart/widths.ts", import.meta.url),
  `// Advances of Inter's regular weight, in thousandths of the size; made by scripts/widths.mjs.\nexport const otherAdvance = 650;\nexport const advances: Record<string, number> = {\n${lines.join("\n")}\n};\n`);
