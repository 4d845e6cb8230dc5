// Loaded before a process under test: its clock is wrong by as many milliseconds as the file WRONG_CLOCK holds now.
import { readFileSync } from 'node:fs'

const rightly = Date.now.bind(Date)
Date.now = () => rightly() + Number(readFileSync(process.env['WRONG_CLOCK'] ?? '', 'utf8'))
