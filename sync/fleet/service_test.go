package fleet

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A service is the real one, on files that can be copied at any commit.
type service struct {
	w        *world
	dir      string
	database string // instead of dir
	lives    int
	c        *central.Central
	kill     int    // die at the kill-th moment from now; 0: not
	image    string // what the disk held at that moment
	full     bool   // the disk takes nothing more
	kept     []byte // a backup

	minSchema int             // apps that read no newer format than an older one are given nothing; 0: all are
	pieces    map[string]bool // of pictures, that it answered to have kept
}

// start starts the program, as fieldfare-central does.
func (s *service) start() {
	s.w.t.Helper()
	s.w.looks.Away(s.dir)
	s.lives++
	s.c = nil
	cfg := central.Config{Dir: s.dir, Database: s.database, Step: s.moment, Refuse: s.refuse, MinSchema: s.minSchema, Blobs: central.Blobs{Key: s.w.keyFile}}
	var err error
	s.c, err = central.New(s.w.ctx, s.w.furnish(cfg, s.lives))
	s.w.must(err)
	s.w.c = s.c
	s.w.must(s.c.RetryQuarantine(s.w.ctx))
	c := s.c
	s.w.t.Cleanup(func() { c.Close() })
}

// furnish gives a service the world's clock and chance.
func (w *world) furnish(cfg central.Config, life int) central.Config {
	name := fmt.Sprint("world ", w.plan.seed, " service ", life)
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = w.clock.Now, testkit.Random(name), testkit.IDs(name, w.clock.Now), slog.New(slog.DiscardHandler)
	return cfg
}

// moment is before and after each commit. Another process of the service may read at any of them, and the power may fail.
func (s *service) moment(string) {
	if s.w.follower != nil {
		s.w.follower.look()
	}
	if s.kill == 0 || s.dead() {
		return
	}
	if s.kill--; s.kill > 0 {
		return
	}
	s.image = s.w.t.TempDir()
	s.w.must(copyFiles(s.image, s.dir, "ledger.db"))
}

// dead reports whether the power failed.
func (s *service) dead() bool { return s.image != "" }

func (s *service) refuse() error {
	if s.full || s.dead() {
		return errFull
	}
	return nil
}

// again starts from what the disk held when the power failed.
func (s *service) again() {
	s.w.tell("the service starts again")
	s.w.must(s.c.Close())
	s.dir, s.image, s.kill = s.image, "", 0
	s.start()
}

// keep makes a backup that the service may be restored from.
func (s *service) keep() {
	s.w.tell("the service is backed up")
	var b bytes.Buffer
	_, err := s.c.Ledger().Backup(s.w.ctx, &b)
	s.w.must(err)
	s.kept = b.Bytes()
}

// goBack restores the service from its backup: it is in a new epoch and knows nothing of what came after.
func (s *service) goBack() {
	w := s.w
	w.tell("the service is restored from its backup")
	before, held := w.there(), map[*device]map[assessments.Scope]bool{}
	for _, d := range w.devices {
		held[d] = w.holds(d)
		d.note()
	}
	pictures := w.lonelyPictures()
	w.must(s.c.Close())
	s.dir = w.t.TempDir()
	cfg := w.furnish(central.Config{}, 1000+s.lives)
	_, _, err := ledger.Restore(w.ctx, ledger.Config{Dir: s.dir, Now: cfg.Now, Rand: cfg.Rand, NewID: cfg.NewID, Log: cfg.Log}, bytes.NewReader(s.kept))
	w.must(err)
	clear(s.pieces)
	s.start()
	w.air.past = nil // what was answered then was answered by a service that is no more
	w.follower.anew()
	w.tablet.anew()
	clear(w.oracle.signed)
	// What only the lost service had is gone for everybody: its tablet was put back to a time before it, or had let go of it after
	// a hand-over, though the child may have come back since.
	after := w.there()
	for _, p := range pictures {
		p.gone = !w.onService(p)
	}
	for i := range w.oracle.saves {
		x := &w.oracle.saves[i]
		s := w.scopeOf(x.rec)
		letGo := x.by != nil && (i < x.by.left[s] || !held[x.by][s] || w.taken[x.by.therapist+s.Key()]) && !x.by.knows(x.rec, x.cid)
		if (x.orphan || letGo) && (x.cid == "" || before[x.cid] && !after[x.cid]) {
			x.gone = true
		}
	}
}

// A follower reads the team's feed as another process of the service would, at moments in the middle of other people's pushes.
type follower struct {
	w      *world
	rng    *rand.Rand
	cursor string
	seen   map[string]bool
}

func (f *follower) anew() { f.cursor, f.seen = "", nil }

// look reads on, at some of the moments.
func (f *follower) look() {
	if f.rng.IntN(5) == 0 && f.w.svc.c != nil {
		f.read()
	}
}

// read reads from the last cursor to the end.
func (f *follower) read() {
	f.w.t.Helper()
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	for {
		p, err := f.w.svc.c.Ledger().Pull(f.w.ctx, ledger.Session{Tenant: f.w.tenant}, f.cursor, false)
		f.w.must(err)
		for _, row := range p.Rows {
			f.seen[row.CID] = true
		}
		if f.cursor = p.Cursor; !p.More {
			return
		}
	}
}
