/** Something in office.yaml that is well written and does not fit the rest, with the place where it stands. */
export interface Misfit {
  path: (string | number)[]
  message: string
}

/** The second of two equal values that should differ. */
export function twiceWritten(
  what: string,
  values: readonly (readonly [value: string, path: Misfit['path']])[],
): Misfit | undefined {
  const seen = new Set<string>()
  for (const [value, path] of values) {
    if (seen.has(value)) return { path, message: `${what}“${value}”写了两次,请改成不同的` }
    seen.add(value)
  }
  return undefined
}

/** A branch that is not among those of the office. */
export function branchProblem(
  branches: readonly { code: string }[],
  branch: string,
  path: Misfit['path'],
): Misfit | undefined {
  if (branches.some(({ code }) => code === branch)) return undefined
  const known = branches.map(({ code }) => code).join('、')
  return { path, message: `支部“${branch}”不在 branches 里。可用的是:${known}` }
}
