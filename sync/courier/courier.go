package courier

import (
	"context"
	"crypto/ed25519"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// ErrOffline is in the chain of every error that means that nothing answered.
var ErrOffline = errors.New("the service cannot be reached")

// Config is what a courier may use. Every field may be left out.
type Config struct {
	Client   *http.Client                         // nil: one with a minute's patience
	Now      func() time.Time                     // nil: time.Now
	After    func(time.Duration) <-chan time.Time // nil: time.After; what Run waits by
	Chance   func() float64                       // from 0 to below 1, for jitter; nil: math/rand
	Progress func(Progress)                       // called after each round
	Done     func(Report, error)                  // called after each sync that Run started
	Log      *slog.Logger                         // nil: silent
	App      string                               // version of the program, told to the service
	Metered  func() bool                          // whether the network is paid by the amount: pictures wait then; nil: it is not

	Addresses      func() string // the device's addresses, looked at now and then to see that the network is back; nil: not looked at
	BytesPerSecond int           // most that it takes of the line, both ways together; 0: as much as there is

	BlobProgress func(BlobProgress)      // called after each chunk of a file that was sent
	BlobDone     func(BlobReport, error) // called after each run of pictures that Run started, where there were any
}

// Progress is how far a sync has come. Children is how many the service has said are coming, 0 where it said nothing; At and Upto
// are the sequence of what came last and of the end.
type Progress struct {
	Sent, Received, Children int
	At, Upto                 uint64
}

// A Report is what a sync did, and what is left. Waiting counts changes that the service does not have yet, those in
// quarantine left out. Forged says that somebody who is not the service asked the store to wipe itself; it did not.
type Report struct {
	Sent, Received, Conflicts, Quarantined, Waiting int
	Forged                                          bool
	LetGo                                           int // children and settings that left this device
}

// A Courier works for one store. It may be used by many goroutines; only one sync runs at a time, and whoever asks meanwhile
// gets its result.
type Courier struct {
	store *store.Store
	cfg   Config
	one   singleflight.Group
	said  told
	pace  pace

	kick, online, front chan struct{} // what Run is told; see Kick, Online, Foreground

	words    turn // pictures wait while it is taken
	renewing sync.Mutex
	carrying atomic.Bool // Run is at the pictures

	mu           sync.Mutex
	tried        bool      // what was parked was sent again since the program started
	batch        int       // changes a round may take now
	packs        float64   // to what part of its size the last large body was packed; 0 before that
	before       time.Time // the service asked not to be called before this
	clock        offset
	stop         context.CancelCauseFunc // ends the sync under way; nil while there is none
	stopPictures context.CancelCauseFunc // ends the pictures under way; nil while there are none
	silent       time.Time               // until then no picture is asked for: nothing answered
}

// New returns a courier for a store.
func New(s *store.Store, cfg Config) *Courier {
	if cfg.Client == nil {
		cfg.Client = &http.Client{Timeout: time.Minute}
	}
	// Who redirects is not our service. A 307 would carry the records and the code to wherever it says, in the open too.
	client := *cfg.Client
	p := newPace(cfg.BytesPerSecond)
	if client.Timeout > 0 {
		client.Timeout += p.longer()
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	cfg.Client = &client
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.After == nil {
		cfg.After = time.After
	}
	if cfg.Chance == nil {
		cfg.Chance = rand.Float64
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	word := func() chan struct{} { return make(chan struct{}, 1) }
	c := &Courier{store: s, cfg: cfg, pace: p, kick: word(), online: word(), front: word(), batch: wire.BatchChanges}
	s.SetBlobSource(c) // for pictures that somebody opens and that are not here
	return c
}

// Sync sends what is unsent and fetches what is new, until there is nothing left of either. The error says why it stopped
// early: Unavailable with ErrOffline when nothing answers, Forbidden when this store may not sync. What was carried before stays
// carried.
func (c *Courier) Sync(ctx context.Context) (Report, error) {
	v, err, _ := c.one.Do("sync", func() (any, error) { return c.stoppable(ctx, c.sync) })
	return v.(Report), err
}

func (c *Courier) sync(ctx context.Context) (Report, error) {
	defer c.words.take()()
	t, err := c.begin(ctx)
	if err == nil {
		err = t.run(ctx)
	}
	if err == nil && t.order == nil {
		err = c.said.drained()
	}
	var r Report
	if t != nil {
		if t.forged != nil {
			t.complain(ctx)
		}
		if err == nil && t.order != nil {
			err = t.obey(ctx)
		}
		if err == nil && t.recovery != nil {
			t.deposit(ctx)
		}
		r = t.report
		if errors.Is(err, store.ErrWiped) {
			return r, err // there is nothing left to count
		}
	}
	status, serr := c.store.Status(ctx)
	if err == nil {
		err = serr
	}
	r.Conflicts, r.Quarantined, r.Waiting = status.Conflicts, status.Quarantined, status.Unsent-status.Quarantined
	return r, err
}

// A trip is one sync under way.
type trip struct {
	*Courier
	state  store.SyncState
	key    ed25519.PrivateKey
	report Report
	turned bool        // in this round the service was found restored, or this store began anew: what waits goes again
	reads  []wire.Read // what was shown of children, on its way in this round
	order  *wire.Wipe  // the service's own, which came in answer to the token that it is kept with
	token  string
	forged *wire.Wipe // somebody else's

	children int    // how many were said to be coming
	at, upto uint64 // the sequence of what came last, and of the end

	recovery []byte // the recovery key, when the service has nothing of this store's sealed to it
	handover
}

// begin checks that the store may sync at all.
func (c *Courier) begin(ctx context.Context) (*trip, error) {
	const op = "courier.begin"
	st, err := c.store.SyncState(ctx)
	if err != nil {
		return nil, err
	}
	if !st.MaySync {
		return nil, assessments.Errorf(assessments.Forbidden, op, "This is a practice store. It never syncs; make a store of your own to work with real children.")
	}
	if st.Device == "" {
		return nil, assessments.Errorf(assessments.Forbidden, op, "This device is not enrolled with a service yet. Ask your lead for a code.")
	}
	key, err := c.store.DeviceKey(ctx)
	if err != nil {
		return nil, err
	}
	// Since the program last ran, it or the service may have been upgraded: what was parked then may go through now.
	c.mu.Lock()
	tried := c.tried
	c.tried = true
	c.mu.Unlock()
	if !tried {
		if _, err := c.store.RetryUnkept(ctx); err != nil {
			return nil, err
		}
		if st, err = c.store.SyncState(ctx); err != nil {
			return nil, err
		}
	}
	return &trip{Courier: c, state: st, key: key}, nil
}

// A round on a weak network carries at least this many changes: less would not get through any better.
const fewest = 16

// limit is how many changes a round may take now.
func (c *Courier) limit() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.batch
}

// room is how many bytes of changes a round may take: as many as will be about wire.BatchBytes once they are packed.
func (c *Courier) room() int {
	if c.pace.limiter != nil {
		return c.pace.batch()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.packs == 0 {
		return wire.BatchBytes
	}
	return min(int(.9*wire.BatchBytes/c.packs), wire.BatchPlain)
}

// packed notes what packing made of a body. A small one says little about a large one.
func (c *Courier) packed(plain, sent int) {
	if plain < 64<<10 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.packs = float64(sent) / float64(plain)
}

// worked doubles the size of a round after a success.
func (c *Courier) worked() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.batch = min(c.batch*2, wire.BatchChanges)
}

// failed halves it after a round of n changes, down to least.
func (c *Courier) failed(n, least int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.batch = max(min(c.batch, n)/2, least)
}
