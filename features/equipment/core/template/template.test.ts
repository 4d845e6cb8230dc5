/** What templates print, what they refuse, and that nothing hostile makes the evaluator fail. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../json.ts'
import { compileTemplate, renderTemplate, type TemplateValue } from './index.ts'

const NAMES = ['value', 'value_json']

const render = (source: string, value = ''): string => {
  const template = compileTemplate(source, NAMES)
  if (!template.ok) return `unsupported: ${template.refusal}`
  const parsed = parseJson(value)
  const json: TemplateValue = parsed.ok ? parsed.value : undefined
  const rendered = renderTemplate(template.value, { value, value_json: json })
  return rendered.ok ? rendered.value : `refused: ${rendered.refusal}`
}

describe('a template prints what Home Assistant would print', () => {
  it.each([
    ['{{ value_json.state }}', '{"state":"LOCK"}', 'LOCK'],
    ['{{ value_json["PN532"]["UID"] }}', '{"PN532":{"UID":"94C1E3A2"}}', '94C1E3A2'],
    ["{{ value_json['a b'].c[1] }}", '{"a b":{"c":[1,22]}}', '22'],
    ['{{ value_json.a.b.c }}', '{"a":{"b":{"c":true}}}', 'True'],
    ['{{ value | lower }}', 'OnLine', 'online'],
    ['{{value|upper|trim}}', ' on ', 'ON'],
    ["{{ value_json.x | default('none', true) }}", '{"x":""}', 'none'],
    ["{{ value_json.x | default('-') }}", '{}', '-'],
    ['{{ value_json.uid }}', '{"uid":36028797018963969}', '36028797018963969'],
    ['{{ value_json.t }}', '{"t":21.0}', '21.0'],
    ['{{ value_json.t | float }}', '{"t":"21"}', '21.0'],
    ['{{ value_json.t | int }}', '{"t":"21.9"}', '21'],
    ['{{ value | int(base=16) }}', '0x1F', '31'],
    ['{{ value | int(0) }}', 'nothing', '0'],
    ['{{ value | float | round(1) }}', '0.25', '0.2'],
    ['{{ value | float | round(1) }}', '0.35', '0.3'],
    ['{{ value | float | round }}', '2.5', '2'],
    ['{{ value | float | round }}', '-3.5', '-4'],
    ['{{ value | float | round(2) }}', '2.675', '2.67'],
    ["{{ 'ON' if value_json.v > 3 else 'OFF' }}", '{"v":3.5}', 'ON'],
    ["{{ 'ON' if value_json.v }}", '{"v":0}', ''],
    ["{% if value == 'a' %}1{% elif value == 'b' %}2{% else %}3{% endif %}", 'b', '2'],
    ["{%- if value == 'a' -%} 1 {%- else -%} 3 {%- endif -%}", 'x', '3'],
    ["{{ {'0':'unlocked','1':'locked'}[value] }}", '1', 'locked'],
    ["{{ {0:'off',1:'on'}[value_json.s] }}", '{"s":true}', 'on'],
    ["{% set m = {None: None, 'idle': 'off'} %}{{ m[value_json.a] }}", '{"a":"idle"}', 'off'],
    ["{{ {'a': 1}.get(value, 'unknown') }}", 'q', 'unknown'],
    ['{"lock": {{ value | tojson }}}', 'a"b', '{"lock": "a\\"b"}'],
    ['{{ value_json | tojson }}', '{"b":1,"a":[1.0,"<"]}', '{"a": [1.0, "\\u003c"], "b": 1}'],
    ['{{ value_json | to_json }}', '{"b":1,"a":"é"}', '{"b":1,"a":"é"}'],
    ['{{ value_json.x is defined }}', '{}', 'False'],
    ['{{ value_json.x is not none and value_json.x != "" }}', '{"x":1}', 'True'],
    ["{{ value in ['a', 'b'] }}", 'b', 'True'],
    ["{{ 'lock' not in value }}", 'unlocked', 'False'],
    ["{{ value ~ '-' ~ 1 + 2 }}", '', 'refused: + needs two numbers'],
    ['{{ 1 + 2 ~ 3 }}', '', 'refused: + needs two numbers'],
    ['{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 4 / 2 }}', '', '3 -4 2 3.5 2.0'],
    ['{{ value[0:2] }}{{ value[-1] }}', 'abcd', 'abd'],
    ["{{ value.split(',')[1] | trim }}", 'a, b', 'b'],
    ["{{ value | replace(':', '') }}", '94:C1', '94C1'],
    ["{{ iif(value == 'on', 'ON', 'OFF') }}", 'on', 'ON'],
    ['{# a note #}{{ value }}', 'x', 'x'],
    ['plain', '', 'plain'],
    ['{{ not value_json.open }}', '{"open":false}', 'True'],
    ['{{ value_json.missing }}', '{}', ''],
    ['{{ value_json.missing is sequence }}', '{}', 'True'],
    ['{{ 1e-7 }} {{ 1e16 }} {{ 0.1 + 0.2 }}', '', '1e-07 1e+16 0.30000000000000004'],
  ])('%s with %s', (source, value, expected) => {
    expect(render(source, value)).toBe(expected)
  })
})

describe('what a template may not do is refused when it is read', () => {
  it.each([
    ["{{ states('sensor.x') }}", 'the function states() is not supported'],
    ['{{ now() }}', 'the function now() is not supported'],
    ['{{ this.state }}', 'the name this is not supported'],
    ['{% for x in value %}{{ x }}{% endfor %}', '{% for %} is not supported'],
    ["{% import 'a' as b %}", '{% import %} is not supported'],
    ["{{ value | regex_findall('(a+)+') }}", 'the filter regex_findall is not supported'],
    ["{{ ''.__class__() }}", 'the method __class__() is not supported'],
    ['{{ 2 ** 1000 }}', 'the operator ** is not supported'],
    ['{{ 1 < 2 < 3 }}', 'chained comparisons are not supported'],
    ['{{ value is string is none }}', 'chained tests are not supported'],
    ['{{ value', '}} is missing'],
    ['{% if value %}', '{% endif %} is missing'],
    ['{% endif %}', '{% endif %} without {% if %}'],
    ['{{ value value }}', 'only one expression is allowed between the braces'],
  ])('%s', (source, why) => {
    expect(render(source)).toBe(`unsupported: ${why}`)
  })
})

describe('what has no answer is refused, never guessed', () => {
  it.each([
    ['{{ value_json.a.b }}', '{}', 'a member of a missing value was read'],
    ['{{ value | int }}', 'x', 'int found no number'],
    ['{{ value_json }}', '{"a":1}', 'a list or an object cannot be printed'],
    ['{{ value_json.x | is_defined }}', '{}', 'a value that is missing was used'],
    ['{{ value_json.x < 2 }}', '{"x":"a"}', 'values of different kinds cannot be compared'],
    ['{{ value * 2 }}', 'x', '* needs two numbers'],
    ['{{ 1 / 0 }}', '', 'a number is too large'],
    ['{{ 1 // 0 }}', '', 'a division by zero'],
  ])('%s with %s', (source, value, why) => {
    expect(render(source, value)).toBe(`refused: ${why}`)
  })

  it('reaches no prototype', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length']
    for (const name of names) {
      expect(render(`{{ value_json.${name} is defined }}`, '{}')).toBe('False')
      expect(render(`{{ value.${name} is defined }}`, 'x')).toBe('False')
      expect(render(`{{ value_json["${name}"] }}`, `{"${name}":"own"}`)).toBe('own')
    }
  })
})

describe('hostile templates', () => {
  it('cannot nest, chain or grow without bound', () => {
    expect(render(`{{ ${'('.repeat(4000)}1${')'.repeat(4000)} }}`)).toBe(
      'unsupported: the template is nested too deeply',
    )
    expect(render(`{{ ${'not '.repeat(1500)}1 }}`)).toBe('unsupported: the template is nested too deeply')
    expect(render(`{{ value${'.a'.repeat(2000)} }}`)).toBe('unsupported: the template is too large')
    expect(render(`{{ 1${'+1'.repeat(2000)} }}`)).toBe('unsupported: the template is too large')
    expect(render('{% if 1 %}'.repeat(800))).toBe('unsupported: the template is nested too deeply')
    expect(render('x'.repeat(9000))).toBe('unsupported: the template is too long')
    const doubling = `{% set a = value %}${'{% set a = a ~ a %}'.repeat(40)}{{ a }}`
    expect(render(doubling, 'xxxxxxxx')).toBe('refused: the result is too long')
    expect(render(`{{ value | replace('x', ${JSON.stringify('y'.repeat(2000))}) }}`, 'x'.repeat(2000))).toBe(
      'refused: the result is too long',
    )
    const squaring = `{% set a = 99999999 %}${'{% set a = a * a %}'.repeat(30)}{{ a }}`
    expect(render(squaring)).toBe('refused: a number is too large')
    const lists = `{% set a = [1] %}${'{% set a = [a, a] %}'.repeat(60)}{{ a | tojson }}`
    expect(render(lists)).toBe('refused: lists and dictionaries cannot hold each other')
  })

  const word = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    'if',
    'else',
    'elif',
    'endif',
    'set',
    'value',
    'value_json',
    '.',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    ':',
    ',',
    '|',
    'default',
    'int',
    'float',
    'round',
    'tojson',
    'is',
    'not',
    'in',
    'defined',
    'and',
    'or',
    '~',
    '+',
    '-',
    '*',
    '/',
    '//',
    '%',
    '==',
    '<',
    "'a'",
    '"b"',
    '1',
    '2.5',
    '1e9',
    '0xff',
    'true',
    'None',
    'get',
    'split',
    ' ',
    'x',
    '=',
  )

  it('never throw and always answer in bounded text', () => {
    const soup = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '))
    const source = fc.oneof(
      soup,
      soup.map((body) => `{{ ${body} }}`),
      fc.string({ maxLength: 200, unit: 'binary' }),
    )
    fc.assert(
      fc.property(source, fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (template, value) => {
        expect(render(template, value).length).toBeLessThanOrEqual(65_700)
      }),
      { numRuns: 3_000 },
    )
  })
})
