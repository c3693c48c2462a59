import type { Segmentation } from './segment-result.ts';
export async function picture(run: Segmentation): Promise<string> {
  return String(run.grid);
}
