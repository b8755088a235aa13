import { limitMark } from './minutes.ts';
import { statusKey } from './statuses.ts';

/** The times of an attempt in UTC microseconds, its limits in minutes; NaN where there is none. */
export interface AttemptTimes {
  readonly started: number;
  readonly completed: number;
  readonly allowed: number;
  /** The usual limit of its exam. */
  readonly usual: number;
  /** When the report was made. */
  readonly asOf: number;
}

const minute = 60_000_000;
/** What a clock, and the time that handing in takes, may add to the limit. */
const overMinutes = 2;
const stuckMinutes = 60;

const handedIn = new Set(['verified', 'rejected', 'submitted']);
const underWay = new Set(['started', 'ready_to_submit']);

/** Whether an attempt with this status must have begun. */
export const mustHaveStarted = (status: string): boolean => handedIn.has(statusKey(status));
/** Whether an attempt with this status can be stuck. */
export const isUnderWay = (status: string): boolean => underWay.has(statusKey(status));

/** Completed before it began. */
export const isOutOfOrder = ({ started, completed }: Pick<AttemptTimes, 'started' | 'completed'>): boolean =>
  completed < started;

/**
 * Whether an attempt took longer than it was given. Only where its limit is the usual one of its exam or more: a shorter
 * one is what was left of it.
 */
export function isOverTime({ started, completed, allowed, usual }: Omit<AttemptTimes, 'asOf'>): boolean {
  if (Number.isNaN(usual) || limitMark(allowed, usual) === 'shorter') return false;
  return completed - started > (allowed + overMinutes) * minute;
}

/** Whether an attempt under way is past its limit by more than an hour. */
export const isStuck = ({ started, allowed, asOf }: Omit<AttemptTimes, 'completed' | 'usual'>): boolean =>
  asOf > started + (allowed + stuckMinutes) * minute;

/** The minutes since an attempt ran out of time. */
export const minutesPast = ({ started, allowed, asOf }: Omit<AttemptTimes, 'completed' | 'usual'>): number =>
  (asOf - started) / minute - allowed;
