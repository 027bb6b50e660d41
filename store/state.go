package store

import (
	"encoding/json"

	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// table numbers the tables that the digests cover. The order is part of the file's format.
type table int

const (
	tScope table = iota
	tServer
	tOpen // the part of outbox that still waits
	tDone // the part of outbox that is acked
	tHistory
	tDraft
	tMeta // all of meta but the state itself
	tBlob
	tChunk
	tables
)

var tableNames = [tables]string{"scope_key", "server_row", "outbox", "outbox", "history", "draft", "meta", "blob", "blob_chunk"}

// state is the device's own row: it is read first, written last in every transaction, and only trusted once committed.
type state struct {
	Write    uint64        `json:"write"`           // counts transactions
	Inc      string        `json:"inc"`             // incarnation of this device
	DSeq     uint64        `json:"dseq"`            // last number given in the incarnation
	Born     int64         `json:"born,omitempty"`  // rows of the journal up to here are of earlier ones
	Lives    []life        `json:"lives,omitempty"` // the earlier ones, oldest first
	Shed     bool          `json:"shed,omitempty"`  // confirmed changes of the present one went with their scope
	Lived    *wire.Saw     `json:"lived,omitempty"` // how far the feed had been read when they ended; nil where that was not noted
	Next     int64         `json:"journal"`         // last row number given in the journal
	Epoch    string        `json:"epoch,omitempty"`
	Gen      uint64        `json:"gen"`             // counts epochs
	Whole    uint64        `json:"whole,omitempty"` // the last of them in which the feed was read to its end
	Turns    []turn        `json:"turns,omitempty"`
	Cursor   string        `json:"cursor,omitempty"`
	Anew     bool          `json:"anew,omitempty"`     // the next cursor is not to be kept: the feed is to be read from the beginning
	Live     uint64        `json:"live,omitempty"`     // everything up to here is in the history; 0 while more is on its way
	Read     uint64        `json:"read,omitempty"`     // up to where everything was here when more was not on its way
	Rounds   uint64        `json:"rounds,omitempty"`   // counts answers that came whole
	Compared uint64        `json:"compared,omitempty"` // the round in which both sides last compared
	Recheck  int           `json:"recheck,omitempty"`  // see digest.go
	Leaving  []leaving     `json:"leaving,omitempty"`  // see handover.go
	LastSync string        `json:"last_sync,omitempty"`
	Dated    int64         `json:"dated,omitempty"`     // seconds since 1970, as the service said them with its last acknowledgements
	ClockOff int64         `json:"clock_off,omitempty"` // seconds that the service's clock is ahead; shown, decides nothing
	Practice bool          `json:"practice,omitempty"`
	MaySync  bool          `json:"may_sync,omitempty"`
	User     string        `json:"user,omitempty"` // person record of the therapist
	Enrolled *Enrolment    `json:"enrolled,omitempty"`
	Standing string        `json:"standing,omitempty"` // how the device stands with its service, as last heard; see wire.Active
	Lease    lease         `json:"lease,omitzero"`
	Seed     []byte        `json:"seed"` // of the device's Ed25519 key
	Tables   [tables]tally `json:"tables"`
}

// A tally is how many rows a table has and the exclusive or of their digests.
type tally struct {
	Rows   int64  `json:"n"`
	Digest digest `json:"d"`
}

type digest [32]byte

// MarshalText keeps the state short.
func (d digest) MarshalText() ([]byte, error) { return appendHex(nil, d[:]), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *digest) UnmarshalText(b []byte) error { return readHex(d[:], b) }

// add and remove keep a table's tally in step with its rows.
func (t *tally) add(share [32]byte)    { t.Rows++; t.mix(share) }
func (t *tally) remove(share [32]byte) { t.Rows--; t.mix(share) }
func (t *tally) mix(share [32]byte) {
	for i := range share {
		t.Digest[i] ^= share[i]
	}
}

// device is the id the service knows this device by, or "".
func (st *state) device() string {
	if st.Enrolled == nil {
		return ""
	}
	return st.Enrolled.Device
}

// others reports whether a value in a head of a generation is news to the present life of this device: others set it, or an earlier
// life that had read the feed up to there. What such a life had from its acknowledgements alone may have come before others' changes
// of the same time, and counts when the feed brings it; see cameAgain.
func (st *state) others(by merge.Setter, gen uint64) bool {
	switch {
	case by.Device != st.device():
		return true
	case by.Inc == st.Inc:
		return false
	case st.Lived == nil:
		return st.Born > 0 // an earlier version noted nothing
	}
	return gen == st.Lived.Gen && by.Seq <= st.Lived.Base
}

// row describes a row for its digest: everything on disk that decides what the row means.
type row struct {
	table table
	id    []byte
	scope []byte
	seq   uint64
	state string
	tag   []byte // of what is sealed
	ack   []byte // of the sealed ack, journal only
	gen   uint64
}

// share is the row's part of its table's digest, keyed, so that nobody without the device key can make rows that cancel out.
func (r row) share(ring *vault.Ring) [32]byte {
	b := make([]byte, 0, 128)
	b = append(b, byte(r.table))
	for _, part := range [][]byte{r.id, r.scope, []byte(r.state), r.tag, r.ack} {
		b = append(b, byte(len(part)))
		b = append(b, part...)
	}
	b = appendNumber(b, r.seq)
	return ring.Digest(appendNumber(b, r.gen))
}

// loadState reads the state as last committed.
func (s *Store) loadState(d *db) (state, error) {
	var st state
	plain, _, err := s.readMeta(d, "state")
	if err != nil {
		return st, err
	}
	return st, json.Unmarshal(plain, &st)
}

// metaLabel binds a row of meta to its name and to the write it was made in.
func (s *Store) metaLabel(id []byte, seq uint64) vault.Label {
	return vault.Label{Store: s.id, Table: "meta", Row: id, Seq: seq}
}

// readMeta returns a row of meta, or nil where there is none.
func (s *Store) readMeta(d *db, name string) (plain []byte, seq uint64, err error) {
	id := s.ring.ID("meta", name)
	r, err := d.one("SELECT seq, sealed FROM meta WHERE id = ?", id)
	if err != nil || r == nil {
		return nil, 0, err
	}
	seq = uint64(integer(r[0]))
	plain, err = s.ring.Device.Open(s.metaLabel(id, seq), blob(r[1]))
	if err != nil {
		return nil, 0, rowError("meta", id, err)
	}
	return plain, seq, nil
}
