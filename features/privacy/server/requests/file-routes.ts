/** Scans of a case over HTTP: for the desk alone. */
import { type Endpoint, serve } from '@loge/http'
import { requestRoutes as routes } from '../../requests-wire.ts'
import { askerOf } from './asker.ts'
import { addFile, type FileDeps, readFile } from './files.ts'

export const requestFileEndpoints = (deps: FileDeps): readonly Endpoint[] => [
  serve(routes.addFile, (call) => {
    const { params, query, content, fileName } = call
    return addFile(deps, askerOf(call), { ...params, ...query, name: fileName, content })
  }),
  serve(routes.readFile, (call) => readFile(deps, askerOf(call), call.params)),
]
