// One device. node client.cjs push|pull URL DIR DOCS BATCH: push puts the documents (a JSON value a line) into a database of its own
// and replicates it; pull replicates into an empty one and then syncs with nothing to do. Prints times and processor time in ms.
const PouchDB = require('pouchdb')
const fs = require('fs')
const [what, url, dir, docs, batch] = process.argv.slice(2)
const out = {}
const counted = () => fetch(url + '/bench').then(r => r.json())
async function timed (name, work) {
  const cpu = process.cpuUsage()
  const start = process.hrtime.bigint()
  const result = await work()
  out[name + ' ms'] = Number(process.hrtime.bigint() - start) / 1e6
  const used = process.cpuUsage(cpu)
  out[name + ' cpu'] = (used.user + used.system) / 1e3
  return result
}
async function main () {
  const db = new PouchDB(dir)
  const far = new PouchDB(url + '/notes')
  await far.info()
  const size = { batch_size: Number(batch) }
  if (what === 'push') {
    const all = fs.readFileSync(docs, 'utf8').trim().split('\n').map(l => JSON.parse(l))
    await timed('insert', async () => { for (let i = 0; i < all.length; i += 500) await db.bulkDocs(all.slice(i, i + 500)) })
    out.n = (await timed('push', () => db.replicate.to(far, size))).docs_written
  } else {
    out.n = (await timed('pull', () => db.replicate.from(far, size))).docs_written
    await db.sync(far, size) // tells the far side how far it is
    const before = await counted()
    const own = await counted()
    await timed('noop', () => db.sync(far, size))
    const after = await counted()
    // What asking for the count costs is taken off.
    out['noop requests'] = after.requests - before.requests
    out['noop up'] = after.up - own.up - (own.up - before.up)
    out['noop down'] = after.down - own.down - (own.down - before.down)
  }
  await db.close()
  console.log(JSON.stringify(out))
}
main().catch(e => { console.error(e); process.exit(1) })
