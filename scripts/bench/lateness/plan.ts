/** What both sides of the lateness bench are given, and how an answer is reported. */
export const JOBS = 2000
/** The first is due this long after the last was planned; then one each millisecond. */
export const HEAD_START_MS = 1500

/** Lateness of each job in ms, printed as the last line. */
export function report(late: readonly number[]): void {
  console.log(JSON.stringify({ late }))
}
