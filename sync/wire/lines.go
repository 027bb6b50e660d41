package wire

// Proto is the version of the protocol that this program speaks; see sync/README.md.
const Proto = 1

// The limits of one request. A device sends at most BatchChanges changes that are BatchBytes as sent and BatchPlain before they were
// packed, but always at least one change, so a single large one still travels; a service takes no more than BodyBytes as sent,
// StreamBytes once unpacked, and LineBytes in one line.
const (
	BatchChanges = 500
	BatchBytes   = 256 << 10
	BatchPlain   = 1 << 20
	BodyBytes    = 4 << 20
	StreamBytes  = 16 << 20
	LineBytes    = 8 << 20
)

// Hello opens what a device sends. Now and Mono are claims of its clocks, in milliseconds.
type Hello struct {
	Proto  int    `json:"proto"`
	App    string `json:"app"`
	Schema int    `json:"schema"` // the newest format of a change it can read
	Device string `json:"dev"`
	Inc    string `json:"inc"`
	Epoch  string `json:"epoch"` // of the service, as the device knows it; "" before its first sync
	Cursor string `json:"cur"`   // opaque; "" asks for everything
	Now    int64  `json:"now"`
	Mono   int64  `json:"mono"`
	Unsent int    `json:"unsent"`
	Quar   int    `json:"quar"`
	// Last is the last number that the device gave in Inc; nil: it does not say, as earlier versions did not. Aside are those of Inc
	// that it does not send, because they are in quarantine or behind one that is. All others up to Sent went before, or are in this
	// request; nil likewise.
	Last  *uint64  `json:"last,omitempty"`
	Sent  *uint64  `json:"sent,omitempty"`
	Aside []Number `json:"aside,omitempty"`
}

// A Number is one that a device gave to one of its changes.
type Number struct {
	DSeq uint64 `json:"n"`
	CID  string `json:"cid"`
}

// Hi opens what the service answers. LastDSeq matters when Epoch is not the one in Hello: every change of the device's
// incarnation up to that number is in the service, later ones may have been lost with a restore and are sent again. State and
// LeaseS say how the device stands: see Active. LastCID is whose that number is: if the device gave it to another change, the service
// has another store's under its name, and everything goes again. Reborn says that the incarnation in Hello is not the device's alone, or that it went
// back to a time before its last numbers: it is to begin a new one.
type Hi struct {
	Proto     int    `json:"proto"`
	Epoch     string `json:"epoch"`
	Now       int64  `json:"now"`
	State     string `json:"state"`
	LeaseS    int64  `json:"lease_s,omitempty"` // seconds the device may be opened without a sync from now on; 0: what it had goes on
	MinSchema int    `json:"min_schema"`
	MaxBatch  int    `json:"max_batch"`
	RetryS    int    `json:"retry_s"`
	LastDSeq  uint64 `json:"last_dseq"`
	LastCID   string `json:"last_cid,omitempty"`
	Shared    uint64 `json:"shared,omitempty"` // when Epoch is not the one in Hello: up to here both histories are one
	Reborn    bool   `json:"reborn,omitempty"`
	Recovery  []byte `json:"recovery,omitempty"` // the recovery key, when the service has nothing of this device's sealed to it yet
}

// How a device stands with its service. In every state it may push; only an active one gets anything down.
const (
	Active    = "active"
	Suspended = "suspended" // what it pushes counts
	Revoked   = "revoked"   // what it pushes is kept in quarantine, with CodeRevoked
	ToWipe    = "wipe"      // as Revoked, and it is told to wipe itself
)

// Result says what became of a pushed change. The first three of merge.Result are among them; the words never change.
type Result string

// The results of an Ack. Everything but Held, Retry and TooNew is stored on the service for good, and leaves the outbox.
const (
	OK       Result = "ok"       // in the record
	Dup      Result = "dup"      // was there already; Seq is the one it has
	Conflict Result = "conflict" // stored; a field was changed by others too, both values are kept
	Proposed Result = "proposed" // stored beside a signed record
	Quar     Result = "quar"     // kept whole in quarantine; Code and Text say why
	Held     Result = "held"     // not taken: the change named in By, of the same record, is in quarantine
	Retry    Result = "retry"    // not taken now: send it again
	TooNew   Result = "too_new"  // not taken: the service is older than this change
)

// Stored reports whether a change with this result is safe on the service.
func (r Result) Stored() bool { return r != Held && r != Retry && r != TooNew && r != "" }

// Ack answers one pushed change.
type Ack struct {
	CID    string `json:"cid"`
	Result Result `json:"r"`
	Seq    uint64 `json:"seq,omitempty"`
	Code   string `json:"code,omitempty"` // for Quar: one of Codes
	Text   string `json:"text,omitempty"` // a sentence for the therapist
	By     string `json:"by,omitempty"`   // for Held: the cid in quarantine
	Inc    string `json:"inc,omitempty"`  // the incarnation it was decided by, where the service gave it another: see sync/README.md
	Base   *Base  `json:"base,omitempty"` // the base it was decided by, where that is not its own
}

// A Base stands for the one in the frozen bytes of a change that was made before the service was restored: its author saw what was
// lost then, and no more of what is there now than this.
type Base uint64

// Move puts b in the place of a change's own base; nil leaves it.
func (c *Change) Move(b *Base) {
	if b != nil {
		c.Saw = Saw{c.Gen, c.Base}
		c.Base, c.Moved = uint64(*b), true
	}
}

// Pushed is one change on its way up: its frozen bytes and, so that it can be answered even when they cannot be read, its cid.
type Pushed struct {
	CID    string
	Frozen Frozen
	Base   *Base // nil: its own
}

// Delivered is one change on its way down, in the order of Seq. Device and Inc are the ones the service decided by: they
// stand in Change too, in place of what the frozen bytes say, because a change made before enrolment knows no device.
type Delivered struct {
	Seq    uint64
	Result Result // ok, conflict or proposed
	CID    string
	Device string
	Inc    string
	TSrv   string // RFC 3339, when the service received it
	Frozen Frozen
	Base   *Base  // the base the service decided by, where that is not its own; Change has it
	Change Change // what Thaw made of the bytes, as far as this program understands them
	Newer  bool   // the change was written by a newer Fieldfare: keep the bytes and pass them on
}

// End closes a direction. N counts the changes sent up; Cursor is where the device stands once everything before is stored.
type End struct {
	N      int    `json:"n,omitempty"`
	Cursor string `json:"cur,omitempty"`
	More   bool   `json:"more,omitempty"` // ask again at once
	Upto   uint64 `json:"upto,omitempty"` // the sequence the service stood at
}
