/**
 * Imports run inwards only (ARCHITECTURE.md). Each folder may import the folders of the levels below it;
 * a library has one home.
 */
const LEVELS = [
  ['clock', 'every', 'log', 'settings', 'secret', 'sealed', 'config-file', 'data-directory'],
  ['understand', 'calendar', 'ledger', 'commons'],
  ['office', 'office-schedule', 'office-misfits', 'webhook-keys'],
  ['talk', 'delivery'],
  ['people', 'rules', 'attendance', 'duties', 'reminders', 'notices', 'bulletin', 'opinions'],
  ['bot'],
  ['wecom'],
  ['web', 'console'],
  ['app', 'trial', 'inbound', 'outbound', 'background'],
  ['main', 'cli'],
]

const path = names => `^src/(${names.join('|')})(/|\\.ts$)`

const inwards = LEVELS.slice(0, -1).map((names, level) => ({
  name: `inwards-from-${names[0]}`,
  comment: `src/{${names.join(',')}} may not import what lies further out.`,
  severity: 'error',
  from: { path: path(names) },
  to: { path: path(LEVELS.slice(level + 1).flat()) },
}))

const homes = {
  koa: ['web', 'emulator'],
  '@koa/router': ['web', 'emulator'],
  ioredis: ['commons'],
  'node-cron': ['reminders'],
  pg: ['ledger'],
  '@wecom/crypto': ['emulator'],
  'fast-xml-parser': ['wecom', 'emulator'],
  pino: ['log'],
  commander: ['cli'],
  'write-excel-file': ['attendance'],
  'prom-client': ['metrics', 'web'],
  unpdf: ['rules'],
}

const oneHome = Object.entries(homes).map(([library, places]) => ({
  name: `home-of-${library}`,
  comment: `${library} is used only in src/{${places.join(',')}}.`,
  severity: 'error',
  from: { path: '^src/', pathNot: path(places) },
  to: { path: `^node_modules/(@types/)?${library.replace('/', '\\/')}(/|$)` },
}))

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...inwards,
    ...oneHome,
    {
      name: 'emulator-stands-apart',
      comment: 'The emulator speaks the wire from the other side: it knows nothing of the bot but the clock.',
      severity: 'error',
      from: { path: '^src/emulator/' },
      to: { path: '^src/', pathNot: '^src/(emulator/|clock\\.ts$)' },
    },
    {
      name: 'only-the-trial-knows-the-emulator',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(emulator/|app\\.ts$|trial\\.ts$)' },
      to: { path: '^src/emulator/' },
    },
    {
      name: 'pure-folders-do-no-io',
      comment: 'What is understood and when a day is due are functions of their inputs.',
      severity: 'error',
      from: { path: '^src/(understand|calendar|talk)/', pathNot: '^src/calendar/holiday-files\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is dead.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|^src/(main|cli)\\.ts$|^src/emulator/page/' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
