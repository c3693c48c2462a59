import type { Specification } from './data.ts';
import { titled } from './layers.ts';

/** Room for the labels of an axis of names, in pixels. */
const NAMES = 240;
/** Names and numbers are written beside up to this many bars. */
const LEGIBLE = 60;

/** Several panels under one title, one below the other. */
export function panels(
  text: string,
  subtitle: readonly string[],
  parts: readonly Specification[],
): Specification {
  const spaced = {
    vconcat: parts,
    spacing: 34,
    resolve: { scale: { color: 'independent', fill: 'independent', yOffset: 'independent' } },
  };
  return titled(text, subtitle, spaced);
}

/** A panel's own heading. */
export function heading(text: string, subtitle: readonly string[] = []): Specification {
  const font = { fontSize: 14, fontWeight: 600, subtitleFontSize: 12, subtitlePadding: 4 };
  const lines = subtitle.length > 0 ? { subtitle } : {};
  return { title: { text, ...lines, anchor: 'start', frame: 'group', offset: 10, ...font } };
}

/** An axis of names, in the order of the data. */
export function namesAxis(field: string, count: number): Specification {
  const labels = { labelLimit: NAMES, labelPadding: 8, labels: count <= LEGIBLE };
  return {
    field,
    type: 'nominal',
    sort: null,
    axis: { title: null, ticks: false, domain: false, ...labels },
  };
}

/** The format of an axis of shares: `50 %`. */
export const PERCENT = "format(100 * datum.value, '~r') + ' %'";

/** Whether so many bars have room for a number each. */
export const legible = (count: number): boolean => count <= LEGIBLE;

/** Colours by what they stand for, explained above the panel. */
export function legend(
  field: string,
  entries: Readonly<Record<string, string>>,
  offset = 8,
): Specification {
  return {
    field,
    type: 'nominal',
    sort: null,
    scale: { domain: Object.keys(entries), range: Object.values(entries) },
    legend: {
      title: null,
      orient: 'top',
      direction: 'horizontal',
      labelFontSize: 12,
      labelLimit: 2 * NAMES,
      symbolType: 'square',
      symbolSize: 130,
      symbolOpacity: 1,
      symbolStrokeWidth: 0,
      columnPadding: 18,
      offset,
    },
  };
}
