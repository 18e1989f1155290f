/** Waits until something holds; throws with what was waited for when it takes too long. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  mostMs = 20_000,
): Promise<void> {
  const end = performance.now() + mostMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${mostMs} ms in vain: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
