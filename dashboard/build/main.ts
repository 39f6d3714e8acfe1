import { createDashboardFiles } from './dashboard-files.ts';
import { firstLoads } from './first-load.ts';

// `npm run build`: what an image does at build time.
const { folder } = await createDashboardFiles()();
for (const { page, bytes } of firstLoads(folder)) {
  console.log(`dashboard: ${(bytes / 1024).toFixed(1).padStart(6)} KB gzipped script for ${page}`);
}
