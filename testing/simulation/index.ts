export { diskError, NO_FAULTS, SimulatedDisk, type DiskFaults } from './disk.ts'
