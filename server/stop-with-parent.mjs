// Loaded before every process of ours that another of ours starts: its input is a pipe from that one, which the kernel
// closes when that one dies, even by SIGKILL. A pipe on standard input also survives an edge that begins anew in place.
const LONGEST_END_MS = 4_000

process.stdin.on('end', () => {
  process.kill(process.pid, 'SIGTERM')
  // Whoever says goodbye to something that died at the same moment would wait for ever.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LONGEST_END_MS).unref()
})
process.stdin.on('error', () => undefined)
process.stdin.resume()
// Listening must not keep a process alive that has done its work.
process.stdin.unref?.()
