/** The wall clock as a value that moves: every second, or every minute for what is said in minutes. */
import { useEffect, useState } from 'react'

export const useNow = (everyMs = 1000): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
