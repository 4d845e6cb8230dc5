import { expect, test } from 'vitest'
import { saidIn } from './said-keys.ts'

const PART = "const t = useTranslations('doors');\n"

test.each([
  ["t('title')", ['doors.title']],
  ["<p>{t.rich('lead', { b: bold })}</p>", ['doors.lead']],
  ['t(`kind.${kind}`)', ['doors.kind.*']],
  ['t(`${code}Hint`)', ['doors.*Hint']],
  ["t(isOn ? 'on' : 'off')", ['doors.on', 'doors.off']],
  ["t(`${isOn ? 'on' : 'off'}.${kind}`)", ['doors.on.*', 'doors.off.*']],
  ['t(code)', ['doors.*']],
  ["useEffect(() => say(t('title')), [t])", ['doors.title']],
  ['<Line say={t} />', ['doors']],
  ["labelOf(t, 'title')", ['doors']],
  ["const u = useTranslations('rights'); u('title')", ['rights.title']],
  ["const inner = () => { const t = useTranslations('rights'); return t('a') }", ['doors.a', 'rights.a']],
  ["useTranslations('rights')('changes')", ['rights.changes']],
  ["const useT = () => useTranslations('rights')", ['rights']],
  ["const say = t; say('title')", ['doors']],
  ['const { rich } = t', ['doors']],
  ['words(`event.${type}`)', ['event.*']],
  ['words(path)', []],
  ['({ t: 1 }).t', []],
])('%s says %j', (code, expected) => {
  expect(saidIn('page.tsx', PART + code)).toEqual(expected)
})

test('what is called words but named as a part is read as that part', () => {
  expect(saidIn('page.tsx', "const words = useTranslations('settings.sessions'); words('end')")).toEqual([
    'settings.sessions.end',
  ])
})
