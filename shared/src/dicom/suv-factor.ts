/**
 * The factor from Bq/ml to SUV by body weight, in g/Bq: one technical number instead of weight, dose and times.
 * QIBA's pseudo-code for vendor-neutral SUVbw ("happy path"): absent unless the header fulfils every precondition.
 */
import { itemsOf, number, plainText, plainTexts } from './values.ts';
import type { DataItem } from './walk.ts';

const dayMs = 86_400_000;

export function readSuvbwFactor(root: DataItem): number | undefined {
  const corrections = plainTexts(root, 'correctedImage');
  if (!corrections.includes('ATTN') || !corrections.includes('DECY')) return undefined;
  if (plainText(root, 'decayCorrection') !== 'START') return undefined;
  if ((number(root, 'rescaleIntercept') ?? 0) !== 0) return undefined;
  const units = plainText(root, 'units');
  if (units === 'GML') return ['BW', undefined].includes(plainText(root, 'suvType')) ? 1 : undefined;
  return units === 'BQML' ? factorOf(root) : undefined;
}

function factorOf(root: DataItem): number | undefined {
  const tracers = itemsOf(root, 'radiopharmaceuticalInformationSequence');
  const [tracer] = tracers;
  const scan = momentMs(plainText(root, 'seriesDate'), plainText(root, 'seriesTime'));
  const acquired = momentMs(plainText(root, 'acquisitionDate'), plainText(root, 'acquisitionTime'));
  // A series written after its acquisition tells when it was processed, not when decay was corrected to.
  if (tracers.length !== 1 || scan === undefined || acquired === undefined || scan > acquired)
    return undefined;

  const weightKg = number(root, 'patientWeight');
  const doseBq = number(tracer, 'radionuclideTotalDose');
  const halfLifeS = number(tracer, 'radionuclideHalfLife');
  const injected = injectedMs(tracer, plainText(root, 'seriesDate'), scan);
  if (!isPositive(weightKg) || !isPositive(doseBq) || !isPositive(halfLifeS)) return undefined;
  if (injected === undefined || injected > scan) return undefined;
  const decayed = doseBq * 2 ** (-(scan - injected) / 1000 / halfLifeS);
  const factor = (weightKg * 1000) / decayed;
  return Number.isFinite(factor) ? factor : undefined;
}

const isPositive = (value: number | undefined): value is number => value !== undefined && value > 0;

/** The start with its date where given; else its time on the day of the series, or the evening before. */
function injectedMs(
  tracer: DataItem | undefined,
  seriesDate: string | undefined,
  scanMs: number,
): number | undefined {
  const written = plainText(tracer, 'radiopharmaceuticalStartDateTime');
  if (written !== undefined) {
    // With an offset from UTC it cannot be compared with times that have none.
    const parts = /^(\d{8})(\d{4,6}(?:\.\d{1,6})?)$/.exec(written);
    return parts === null ? undefined : momentMs(parts[1], parts[2]);
  }
  const sameDay = momentMs(seriesDate, plainText(tracer, 'radiopharmaceuticalStartTime'));
  return sameDay === undefined || sameDay <= scanMs ? sameDay : sameDay - dayMs;
}

/** DA and TM (PS3.5 6.2) as milliseconds of a calendar without zones. */
function momentMs(date: string | undefined, time: string | undefined): number | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? '');
  const clock = /^(\d{2})(\d{2})(?:(\d{2})(\.\d{1,6})?)?$/.exec(time ?? '');
  if (day === null || clock === null) return undefined;
  const [year = 0, month = 0, dayOfMonth = 0] = day.slice(1).map(Number);
  const [hours = 0, minutes = 0, seconds = 0, fraction = 0] = clock
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== dayOfMonth) return undefined;
  return at.getTime() + ((hours * 60 + minutes) * 60 + seconds + fraction) * 1000;
}
