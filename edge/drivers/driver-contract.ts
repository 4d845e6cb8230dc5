/** What every driver must do, whatever its protocol. Each driver's test runs this suite on its own rig. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderOutcome } from './driver.ts'
import { createEar, type DriverRig, type Ear } from './contract-rig.ts'

type Current<Value> = () => Value

const unlock = (rig: DriverRig, forMs = 5_000): Promise<OrderOutcome> =>
  rig.driver.carryOut({ kind: 'unlock', component: rig.lock, forMs })

const itHears = (rig: Current<DriverRig>, ear: Current<Ear>): void => {
  it('announces equipment with what it can do', async () => {
    await rig().announceDoor()
    const { device } = await ear().next('announced')
    const described = new Map(device.components.map((component) => [component.key, component.capabilities]))
    expect(device.externalId).toBe(rig().lock.externalId)
    expect(described.get(rig().reader.key)).toContain('presentCredential')
    expect(described.get(rig().lock.key)).toEqual(
      expect.arrayContaining(['unlock', 'lock', 'reportLockState']),
    )
  })

  it('reports a badge in its one written form', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await rig().present('94:c1:e3:a2')
    expect(await ear().next('credentialPresented')).toEqual({
      kind: 'credentialPresented',
      reader: rig().reader,
      credentialKind: 'card',
      value: '94C1E3A2',
      at: rig().clock.now(),
    })
  })

  it('reports what the lock says', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await rig().sayLocked()
    expect(await ear().next('reading')).toMatchObject({ component: rig().lock, value: 'locked' })
  })

  it('forgets equipment that withdraws', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await rig().withdrawDoor()
    expect(await ear().next('withdrawn')).toEqual({ kind: 'withdrawn', externalId: rig().lock.externalId })
    expect(await unlock(rig())).toEqual({ kind: 'refused', why: 'device_unknown' })
  })

  it('counts what it cannot read, and goes on', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await rig().disturb()
    expect(await ear().next('unknown')).toMatchObject({ count: 1 })
    await rig().present('0x0A0B')
    expect(await ear().next('credentialPresented')).toMatchObject({ value: '0A0B' })
  })
}

const itLocksAgain = (rig: Current<DriverRig>, ear: Current<Ear>): void => {
  it('unlocks, and locks again when the time is over', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    expect(await unlock(rig())).toEqual({ kind: 'sent', reports: true })
    expect(await rig().nextCommand()).toBe('unlock')
    await rig().clock.turn(5_000)
    expect(await rig().nextCommand()).toBe('lock')
  })

  it('counts anew when it is unlocked again', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await unlock(rig())
    await rig().clock.turn(4_000)
    await unlock(rig())
    await rig().clock.turn(4_000)
    expect([await rig().nextCommand(), await rig().nextCommand()]).toEqual(['unlock', 'unlock'])
    await rig().clock.turn(1_000)
    expect(await rig().nextCommand()).toBe('lock')
  })

  it('leaves an unlock without end open until it is told to lock', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await unlock(rig(), Number.POSITIVE_INFINITY)
    await rig().clock.turn(86_400_000)
    expect(await rig().driver.carryOut({ kind: 'lock', component: rig().lock })).toEqual({
      kind: 'sent',
      reports: true,
    })
    expect([await rig().nextCommand(), await rig().nextCommand()]).toEqual(['unlock', 'lock'])
  })

  it('locks what it had opened when it stops', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await unlock(rig())
    await rig().driver.stop()
    expect([await rig().nextCommand(), await rig().nextCommand()]).toEqual(['unlock', 'lock'])
  })
}

const itTellsWhoAnswers = (rig: Current<DriverRig>, ear: Current<Ear>): void => {
  it('says of a lock that reports its state that it will answer, and hears the answer', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    expect(await unlock(rig())).toEqual({ kind: 'sent', reports: true })
    await rig().sayUnlocked()
    const { component, value, isStanding } = await ear().next('reading')
    expect({ component, value, isStanding }).toEqual({ component: rig().lock, value: 'unlocked' })
  })

  it('makes up no answer for a lock that stays silent', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await unlock(rig())
    await rig().clock.turn(60_000)
    await rig().present('0E0F')
    await ear().next('credentialPresented')
    expect(ear().reports.filter(({ kind }) => kind === 'reading')).toEqual([])
  })

  it('says of a lock without a state only that it was sent', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    const order = { kind: 'unlock', component: rig().blindLock, forMs: 1_000 } as const
    expect(await rig().driver.carryOut(order)).toEqual({ kind: 'sent' })
  })
}

const itWipes = (rig: Current<DriverRig>, ear: Current<Ear>): void => {
  it('wipes a device that goes for good: nothing of it is heard any more', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    expect(await rig().driver.carryOut({ kind: 'wipe', component: rig().lock })).toEqual({ kind: 'sent' })
    expect(await ear().next('withdrawn')).toMatchObject({ externalId: rig().lock.externalId })
    expect(await rig().driver.carryOut({ kind: 'wipe', component: rig().lock })).toEqual({
      kind: 'refused',
      why: 'device_unknown',
    })
  })

  it('says of a device that is silent that it was not reached', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    await rig().setOnline(false)
    await ear().next('availability')
    expect(await rig().driver.carryOut({ kind: 'wipe', component: rig().lock })).toEqual({
      kind: 'refused',
      why: 'device_offline',
    })
  })
}

const itRefuses = (rig: Current<DriverRig>, ear: Current<Ear>): void => {
  it('refuses what cannot be done, with the reason', async () => {
    const why = async (externalId: string, key: string) =>
      rig().driver.carryOut({ kind: 'unlock', component: { externalId, key }, forMs: 1_000 })
    expect(await why(rig().lock.externalId, rig().lock.key)).toEqual({
      kind: 'refused',
      why: 'device_unknown',
    })
    await rig().announceDoor()
    await ear().next('announced')
    expect(await why(rig().lock.externalId, 'nothing')).toEqual({ kind: 'refused', why: 'component_unknown' })
    expect(await why(rig().reader.externalId, rig().reader.key)).toEqual({
      kind: 'refused',
      why: 'not_capable',
    })
    await rig().setOnline(false)
    expect(await ear().next('availability')).toMatchObject({
      externalId: rig().lock.externalId,
      online: false,
    })
    expect(await unlock(rig())).toEqual({ kind: 'refused', why: 'device_offline' })
    await rig().setOnline(true)
    expect(await ear().next('availability')).toMatchObject({ online: true })
    expect(await unlock(rig())).toEqual({ kind: 'sent', reports: true })
  })

  it('refuses while the bus is cut, never does it later, and hears again after', async () => {
    await rig().announceDoor()
    await ear().next('announced')
    expect(rig().driver.health().connected).toBe(true)
    await rig().cut()
    expect(rig().driver.health().connected).toBe(false)
    expect(await unlock(rig())).toEqual({ kind: 'refused', why: 'bus_down' })
    await rig().restore()
    expect(rig().driver.health().connected).toBe(true)
    await rig().present('0C0D')
    expect(await ear().next('credentialPresented')).toMatchObject({ value: '0C0D' })
    await rig().driver.carryOut({ kind: 'lock', component: rig().lock })
    expect(await rig().nextCommand()).toBe('lock')
  })
}

export const driverContract = (protocol: string, makeRig: () => Promise<DriverRig>): void => {
  describe(`the driver ${protocol}`, () => {
    let rig: DriverRig
    let ear: Ear

    beforeEach(async () => {
      rig = await makeRig()
      ear = createEar()
      await rig.driver.start(ear.hear)
    })
    afterEach(async () => {
      await rig.close()
    })

    for (const tests of [itHears, itLocksAgain, itTellsWhoAnswers, itWipes, itRefuses])
      tests(
        () => rig,
        () => ear,
      )
  })
}
