/** `loge uplink`: cuts or restores the simulated residence's line to the server, to see doors decide on their own. */
import { type Command, UsageProblem } from './command.ts'

export const uplinkCommand: Command = {
  name: 'uplink',
  summary: 'cut or restore the line between the edge and the server (simulated residence only)',
  usage: 'loge uplink cut|restore [--json]',
  options: {},
  run: async ({ positionals, configuration, print }) => {
    const wish = positionals[0]
    if (wish !== 'cut' && wish !== 'restore')
      throw new UsageProblem('say `loge uplink cut` or `loge uplink restore`')
    const address = `http://127.0.0.1:${configuration.edgePort}/uplink`
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cut: wish === 'cut' }),
    }).catch(() => undefined)
    if (answer === undefined) {
      print([`No edge answers at ${address}. Start one with npm start.`], {
        done: false,
        code: 'edge_not_running',
      })
      return 1
    }
    if (!answer.ok) {
      print(['This edge does not take part in a simulation, so its line cannot be cut from here.'], {
        done: false,
        code: 'not_simulated',
      })
      return 1
    }
    print(
      [
        wish === 'cut'
          ? 'The line is cut. Doors decide on their own; the console says since when.'
          : 'The line is back. What happened meanwhile is on its way, marked late.',
      ],
      { done: true, cut: wish === 'cut' },
    )
    return 0
  },
}
