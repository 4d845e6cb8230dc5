/** `loge config`: every setting, its value in force, and what is wrong with it. */
import { describeSettings, readConfiguration } from '../configuration.ts'
import type { Command } from './command.ts'

export const configCommand: Command = {
  name: 'config',
  usage: 'loge config [--json]',
  options: {},
  withoutValidConfiguration: true,
  run: async ({ print, tell }) => {
    const settings = describeSettings(process.env)
    const { problems } = readConfiguration(process.env, process.cwd())
    const nameWidth = Math.max(...settings.map((setting) => setting.name.length))
    const valueWidth = Math.max(...settings.map((setting) => setting.value.length))
    const lines = settings.map(
      (setting) =>
        `${setting.given ? '*' : ' '} ${setting.name.padEnd(nameWidth)}  ${setting.value.padEnd(valueWidth)}  ${setting.what}`,
    )
    const wrong = problems.map((problem) => `! ${problem.name} ${problem.problem}`)
    print([...lines, '', tell('setting.given'), ...wrong], {
      settings,
      problems,
    })
    return problems.length === 0 ? 0 : 2
  },
}
