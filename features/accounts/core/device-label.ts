/** What a session is called in the list: enough to recognise one's own telephone, too little to follow anybody. */

type Pair = readonly [pattern: RegExp, name: string]

// Order matters: Edge and Opera also say Chrome, Chrome also says Safari.
const BROWSERS: readonly Pair[] = [
  [/Edg(A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly Pair[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const first = (pairs: readonly Pair[], text: string): string | undefined =>
  pairs.find(([pattern]) => pattern.test(text))?.[1]

/** `Firefox, Linux`; empty when the header says nothing we know. */
export const describeDevice = (userAgent: string): string =>
  [first(BROWSERS, userAgent), first(SYSTEMS, userAgent)].filter((part) => part !== undefined).join(', ')
