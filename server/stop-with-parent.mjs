// Loaded before a child of `npm start`: when the parent dies, even by SIGKILL, its end of this pipe closes.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.on('error', () => undefined)
process.stdin.resume()
process.stdin.unref?.()
