/** How long each route takes, for Prometheus. Labels are patterns and codes, never addresses or ids. */
import { Histogram, type Registry } from 'prom-client'

export const createHttpMetrics = (registry: Registry) => {
  const seconds = new Histogram({
    name: 'loge_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    answered: (answer: { method: string; route: string; status: number; durationMs: number }): void =>
      seconds.observe(
        { method: answer.method, route: answer.route, status: String(answer.status) },
        answer.durationMs / 1000,
      ),
  }
}
