/** `loge uplink`: cuts or restores the simulated residence's line to the server, to see doors decide on their own. */
import { type Command, UsageProblem } from './command.ts'

export const uplinkCommand: Command = {
  name: 'uplink',
  usage: 'loge uplink cut|restore [--json]',
  options: {},
  run: async ({ positionals, configuration, print, tell }) => {
    const wish = positionals[0]
    if (wish !== 'cut' && wish !== 'restore') throw new UsageProblem('uplink.say')
    const address = `http://127.0.0.1:${configuration.edgePort}/uplink`
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cut: wish === 'cut' }),
    }).catch(() => undefined)
    if (answer === undefined) {
      print([tell('uplink.noEdge', { address })], {
        done: false,
        code: 'edge_not_running',
      })
      return 1
    }
    if (!answer.ok) {
      print([tell('uplink.notSimulated')], {
        done: false,
        code: 'not_simulated',
      })
      return 1
    }
    print([wish === 'cut' ? tell('uplink.cut') : tell('uplink.restored')], {
      done: true,
      cut: wish === 'cut',
    })
    return 0
  },
}
