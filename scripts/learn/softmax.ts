/** A labelled example: the numbers of its features, and the number of its class. */
export interface Example {
  features: number[]
  label: number
}

/** One weight per feature and class, feature by feature. */
export interface Weights {
  values: Float32Array
  classes: number
}

const EPOCHS = 12
const RATE = 0.3
const SHRINK = 1e-4

/** Multinomial logistic regression by stochastic gradients with AdaGrad steps; the same examples give the same weights. */
export function trainSoftmax(examples: Example[], features: number, classes: number): Weights {
  const values = new Float32Array(features * classes)
  const squares = new Float32Array(features * classes).fill(1e-2)
  const weights = { values, classes }
  const random = seeded(7)
  const order = examples.slice()
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    for (const { features, label } of order) {
      const scale = 1 / Math.sqrt(features.length)
      const errors = probabilities(weights, features)
      errors[label] = (errors[label] ?? 0) - 1
      for (const feature of features) {
        for (let c = 0; c < classes; c++) {
          const at = feature * classes + c
          const slope = (errors[c] ?? 0) * scale + SHRINK * (values[at] ?? 0)
          squares[at] = (squares[at] ?? 0) + slope * slope
          values[at] = (values[at] ?? 0) - (RATE * slope) / Math.sqrt(squares[at] ?? 1)
        }
      }
    }
  }
  return weights
}

/** How likely each class is for these features. */
export function probabilities({ values, classes }: Weights, features: number[]): Float64Array {
  const sums = new Float64Array(classes)
  const scale = 1 / Math.sqrt(features.length)
  for (const feature of features)
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] ?? 0) + (values[feature * classes + c] ?? 0) * scale
  const most = Math.max(...sums)
  const powers = sums.map(sum => Math.exp(sum - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map(power => power / total)
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j] as T, list[i] as T]
  }
}

/** A small linear congruential generator: the same seed, the same order. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff
  }
}
