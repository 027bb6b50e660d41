// express-pouchdb on LevelDB, with a count of what goes over its lines. node server.cjs DIR
const PouchDB = require('pouchdb').defaults({ prefix: process.argv[2] + '/' })
const app = require('express')()
const sockets = new Set()
let requests = 0
app.get('/bench', (_, res) => {
  let up = 0, down = 0
  for (const s of sockets) { up += s.bytesRead; down += s.bytesWritten }
  res.json({ requests, up, down })
})
app.use((_, __, next) => { requests++; next() })
app.use(require('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: process.argv[2] + '/log.txt' }))
const server = app.listen(0, '127.0.0.1', () => console.log('listening on http://127.0.0.1:' + server.address().port))
server.on('connection', s => sockets.add(s))
