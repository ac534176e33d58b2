// Draws the PNG icons from the logo: node scripts/draw-icons.mjs (needs Chromium; CHROMIUM names it).
import { chromium } from "@playwright/test";

const LOGO = `<path d="M8.5 4h15A6.5 6.5 0 0 1 30 10.5v3H20.7a4.8 4.8 0 0 0-9.4 0H2v-3A6.5 6.5 0 0 1 8.5 4Z"/><path d="M2 15.5h9.3a4.8 4.8 0 0 0 9.4 0H30V24a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4Z"/><circle cx="16" cy="14.5" r="2.6"/>`;

const ICONS = [
  { file: "icon-192.png", size: 192, radius: 0.22, logo: 0.56 },
  { file: "icon-512.png", size: 512, radius: 0.22, logo: 0.56 },
  { file: "icon-maskable-512.png", size: 512, radius: 0, logo: 0.46 },
  { file: "apple-touch-icon.png", size: 180, radius: 0, logo: 0.56 },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const { file, size, radius, logo } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>*{margin:0}body{background:transparent}</style><div style="width:${size}px;height:${size}px;display:grid;place-items:center;background:#0d4a50;border-radius:${size * radius}px"><svg viewBox="0 0 32 32" width="${size * logo}" fill="#f6f3ec">${LOGO}</svg></div>`,
  );
  await page.screenshot({ path: new URL(`../public/icons/${file}`, import.meta.url).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
