/** The API reference as one page: plain HTML made once at start, without scripts and without other sites. */
import type { Route } from '../contract/index.ts'
import { texts as generalTexts } from '../texts.ts'
import { operationIdOf, type ApiDescription } from './openapi.ts'
import type { ProblemTexts } from './problem-answer.ts'

/** For text between tags; nothing here goes into an attribute but names made of letters. */
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const STYLE = `
:root{color-scheme:light dark;--line:light-dark(#d8d5cc,#3b3d39);--dim:light-dark(#5d5f58,#a9aca3);--accent:light-dark(#1f5a45,#7fc2a5)}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem 6rem}
h1{font-size:1.75rem}h2{margin-top:3rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0}
summary{padding:.5rem .75rem;cursor:pointer;display:flex;gap:.75rem;flex-wrap:wrap;align-items:baseline}
details>div{padding:0 .75rem .75rem}code,pre{font:13px/1.5 ui-monospace,monospace}
pre{overflow:auto;border-top:1px solid var(--line);padding-top:.75rem;max-height:28rem}
b.method{min-width:4rem;color:var(--accent)}.dim{color:var(--dim)}a{color:var(--accent)}
nav a{margin-right:.75rem}dt{font-weight:600;margin-top:.75rem}dd{margin:0}`

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((place, step) => (isJson(place) ? place[step] : undefined), value)

const textAt = (value: unknown, key: string): string => {
  const text = at(value, key)
  return typeof text === 'string' ? escape(text) : ''
}

const schemaName = (reference: unknown): string | undefined =>
  typeof reference === 'string' ? reference.replace('#/components/schemas/', '') : undefined

/** A shape as it is written in the description, without what only machines read. */
const shapeOf = (schema: unknown): string =>
  escape(
    JSON.stringify(
      schema,
      (key, value: unknown) => (key === 'additionalProperties' && value === false ? undefined : value),
      1,
    ),
  ).replaceAll(/"#\/components\/schemas\/(\w+)"/g, '<a href="#schema-$1">$1</a>')

const parameterLine = (parameter: unknown): string => {
  const optional = at(parameter, 'required') === true ? '' : ' <span class="dim">optional</span>'
  return `<li><code>${textAt(parameter, 'name')}</code> in ${textAt(parameter, 'in')}${optional} <code>${shapeOf(at(parameter, 'schema'))}</code></li>`
}

/** Shapes with a name of their own are listed once at the end; a route's own shape is shown in place. */
const part = (title: string, schema: unknown, api: ApiDescription, ownName: string): string => {
  if (schema === undefined) return ''
  const name = schemaName(at(schema, '$ref'))
  const shown = name === ownName ? at(api, 'components', 'schemas', name) : schema
  return `<h4>${title}</h4><pre>${shapeOf(shown)}</pre>`
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const routeSection = (route: Route, operation: unknown, api: ApiDescription): string => {
  const id = operationIdOf(route)
  const json = ['content', 'application/json', 'schema']
  const parameters = at(operation, 'parameters')
  const lines = Array.isArray(parameters) ? parameters.map(parameterLine).join('') : ''
  const description = textAt(operation, 'description').replaceAll(/`([^`]+)`/g, '<code>$1</code>')
  const status = String(route.status ?? 200)
  return `<details id="${id}">
<summary><b class="method">${route.method}</b><code>/api/v1${escape(route.path)}</code><span class="dim">${escape(route.summary)}</span></summary>
<div><p>${description}</p>${lines === '' ? '' : `<ul>${lines}</ul>`}${part('Body', at(operation, 'requestBody', ...json), api, `${capital(id)}Body`)}${part(`Answer ${status}`, at(operation, 'responses', status, ...json), api, `${capital(id)}Answer`)}</div></details>`
}

/** The shapes several routes share. */
const sharedShapes = (routes: readonly Route[], api: ApiDescription): string => {
  const own = new Set(
    routes.flatMap((route) => ['Body', 'Answer'].map((end) => capital(operationIdOf(route)) + end)),
  )
  const schemas = at(api, 'components', 'schemas')
  return Object.entries(isJson(schemas) ? schemas : {})
    .filter(([name]) => !own.has(name))
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(
      ([name, schema]) =>
        `<details id="schema-${name}"><summary><code>${name}</code></summary><div><pre>${shapeOf(schema)}</pre></div></details>`,
    )
    .join('\n')
}

const problemList = (routes: readonly Route[], texts: ProblemTexts | undefined): string => {
  const known: Readonly<Record<string, string>> = { ...generalTexts.en, ...texts?.en }
  const codes = new Set([
    ...Object.keys(generalTexts.en).map((key) => key.replace('problem.', '')),
    ...routes.flatMap(({ problems }) => problems ?? []),
  ])
  return [...codes]
    .toSorted()
    .map(
      (code) =>
        `<dt id="problem-${code}"><code>${code}</code></dt><dd>${escape(known[`problem.${code}`] ?? '')}</dd>`,
    )
    .join('')
}

const anchor = (tag: string): string => `tag-${tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`

export const referencePage = (
  routes: readonly Route[],
  api: ApiDescription,
  texts: ProblemTexts | undefined,
): string => {
  const tags = [...new Set(routes.map(({ tag }) => tag))].toSorted()
  const sections = tags.map(
    (tag) =>
      `<h2 id="${anchor(tag)}">${escape(tag)}</h2>${routes
        .filter((route) => route.tag === tag)
        .map((route) =>
          routeSection(route, api.paths[`/api/v1${route.path}`]?.[route.method.toLowerCase()], api),
        )
        .join('\n')}`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Loge API</title><style>${STYLE}</style></head><body>
<h1>Loge API <span class="dim">${escape(api.info.version)}</span></h1>
<p>${escape(api.info.description)} Machine-readable: <a href="/api/openapi.json">openapi.json</a>.</p>
<ul>
<li>Send an API key as <code>Authorization: Bearer loge_…</code>, or use the session cookie of the console.</li>
<li>Lists take <code>?limit=&amp;cursor=</code> and answer <code>{ data, nextCursor }</code>.</li>
<li>A POST or DELETE that acts takes <code>Idempotency-Key</code>; an update takes <code>If-Match</code> with the <code>ETag</code> you read.</li>
<li>Refusals are <code>application/problem+json</code> with a stable <code>code</code>, listed <a href="#problems">below</a>; shapes that routes share are under <a href="#schemas">Shapes</a>.</li>
</ul>
<nav>${tags.map((tag) => `<a href="#${anchor(tag)}">${escape(tag)}</a>`).join('')}</nav>
${sections.join('\n')}
<h2 id="schemas">Shapes</h2>
${sharedShapes(routes, api)}
<h2 id="problems">Problem codes</h2><dl>${problemList(routes, texts)}</dl>
</body></html>`
}
