package courier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A day is a courier that runs in virtual time: hours pass in an instant, and each sync is written down with when it came.
type day struct {
	t     *testing.T
	c     *Courier
	start time.Time

	mu    sync.Mutex
	syncs []visit
	down  bool
	wait  string // Retry-After of a busy service, "" for one that answers
	hang  bool   // requests get no answer until they are given up
	ahead time.Duration
	bytes int
}

// A visit is one request of a sync: when, and how many changes it carried.
type visit struct {
	at time.Duration
	n  int
}

// RoundTrip is the network and the service.
func (d *day) RoundTrip(r *http.Request) (*http.Response, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if res, _ := joining(r, raw, 90000); res != nil {
		return res, nil
	}
	_, in := heard(r, raw)
	d.mu.Lock()
	d.syncs = append(d.syncs, visit{time.Since(d.start), len(in)})
	d.bytes += len(raw)
	down, wait, hang, ahead := d.down, d.wait, d.hang, d.ahead
	d.mu.Unlock()
	switch {
	case hang:
		<-r.Context().Done()
		return nil, r.Context().Err()
	case down:
		return nil, errors.New("no route to host")
	case wait != "":
		status, _, body := trouble(503, assessments.Unavailable)
		return reply(r, status, http.Header{"Retry-After": {wait}}, body), nil
	}
	lines := []any{wire.Hi{Epoch: "e1", State: "active", Now: time.Now().Add(ahead).UnixMilli()}}
	for i, p := range in {
		lines = append(lines, wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(1000*len(d.syncs) + i)})
	}
	return reply(r, 200, nil, said(append(lines, wire.End{Cursor: "c1"})...)), nil
}

// set changes how the world is.
func (d *day) set(change func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change()
}

// after lets so much time pass and returns the requests since the last call.
func (d *day) after(pass time.Duration) []visit {
	time.Sleep(pass)
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	out := d.syncs
	d.syncs = nil
	return out
}

// virtual runs a test in a bubble with an enrolled store; run starts Run as well.
func virtual(t *testing.T, cfg Config, run bool, test func(*day)) {
	synctest.Test(t, func(t *testing.T) {
		s, _, err := store.Init(t.Context(), store.Config{Dir: t.TempDir(), KDF: vault.ForTests()}, "correct horse battery", store.InitOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		d := &day{t: t, start: time.Now()}
		cfg.Client = &http.Client{Transport: d, Timeout: time.Minute}
		if cfg.Chance == nil {
			cfg.Chance = func() float64 { return 0.5 }
		}
		d.c = New(s, cfg)
		if err := d.c.Enrol(t.Context(), "https://central.example/", "K7QF-9XPM-3RTD"); err != nil {
			t.Fatal(err)
		}
		if !run {
			test(d)
			return
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { d.c.Run(ctx); close(ended) }()
		if got := d.after(time.Second); len(got) != 1 {
			t.Errorf("at the start it asked %v", got)
		}
		test(d)
		cancel()
		<-ended
	})
}

func (d *day) want(when string, got []visit, want ...visit) {
	d.t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		d.t.Errorf("%s: %v, want %v", when, got, want)
	}
}

func TestRun_SavesOfAMomentTravelTogether(t *testing.T) {
	virtual(t, Config{}, true, func(d *day) { // it is 0:01
		save(t, d.c, 1, "one")
		d.want("two seconds later", d.after(2*time.Second))
		save(t, d.c, 2, "two, three")
		d.want("at five seconds", d.after(4*time.Second), visit{6 * time.Second, 3})
		d.want("a quarter of an hour later", d.after(15*time.Minute), visit{6*time.Second + every, 0})
		d.c.Kick()
		d.want("by hand", d.after(time.Millisecond), visit{7*time.Second + every, 0})
	})
}

func TestRun_TheNetworkComesBack(t *testing.T) {
	virtual(t, Config{}, true, func(d *day) {
		t := d.t
		d.set(func() { d.down = true })
		save(t, d.c, 1, "one")
		tries := d.after(30 * time.Minute)
		if len(tries) < 6 || len(tries) > 12 {
			t.Errorf("in half an hour without a network it tried %d times: %v", len(tries), tries)
		}
		d.set(func() { d.down = false })
		back := time.Since(d.start)
		for range 5 {
			d.c.Online() // the signal comes and goes
		}
		d.want("the network is back", d.after(70*time.Second), visit{back + settle/2, 1})
		d.c.Foreground()
		if got := d.after(0); len(got) != 1 {
			t.Errorf("in front a minute after a sync: %v", got)
		}
		d.c.Foreground()
		d.want("in front again a moment later", d.after(time.Second))
		d.set(func() { d.down = true })
		d.c.Kick()
		d.after(time.Millisecond)
		d.set(func() { d.down = false })
		d.c.Foreground()
		if got := d.after(time.Millisecond); len(got) != 1 {
			t.Errorf("in front after a failure: %v", got)
		}
	})
}

func TestRun_TheServiceWantsToBeLeftAlone(t *testing.T) {
	for name, wait := range map[string]func() string{
		"seconds": func() string { return "600" },
		"a date":  func() string { return time.Now().Add(10 * time.Minute).UTC().Format(http.TimeFormat) },
	} {
		t.Run(name, func(t *testing.T) {
			virtual(t, Config{}, true, func(d *day) {
				t := d.t
				d.set(func() { d.wait = wait() })
				d.c.Kick()
				d.after(time.Millisecond)
				d.set(func() { d.wait = "" })
				d.c.Online()
				d.c.Foreground()
				d.want("asked for ten minutes, told of the network after none", d.after(9*time.Minute))
				if got := d.after(2 * time.Minute); len(got) != 1 {
					t.Errorf("after the ten minutes: %v", got)
				}
			})
		})
	}
	// A person's tap is let through: the service can say no again, and saying nothing would look broken.
	virtual(t, Config{}, true, func(d *day) {
		t := d.t
		d.set(func() { d.wait = "600" })
		d.c.Kick()
		d.after(time.Second)
		d.c.Kick()
		if got := d.after(time.Second); len(got) != 1 {
			t.Errorf("by hand: %v", got)
		}
	})
}

// Whatever the chances say, no wait is longer than it would be without them, and a whole service's tablets spread over it.
func TestRun_WaitsAreSpreadOverTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c := &Courier{cfg: Config{Now: time.Now, Chance: r.Float64}}
	var early, late int
	for range 1000 {
		d := c.pause(8, errors.New("x")) // of 640 s
		switch {
		case d > 640*time.Second:
			t.Fatalf("it waits %v", d)
		case d < 64*time.Second:
			early++
		case d > 576*time.Second:
			late++
		}
	}
	if early < 60 || late < 60 {
		t.Errorf("of 1000 tablets %d come in the first tenth and %d in the last: they come in crowds", early, late)
	}
}

func TestRun_StopIsByHandToo(t *testing.T) {
	results := make(chan error, 9)
	virtual(t, Config{Done: func(_ Report, err error) { results <- err }}, true, func(d *day) {
		t := d.t
		if err := <-results; err != nil {
			t.Fatal(err)
		}
		save(t, d.c, 3, "one")
		d.set(func() { d.hang = true })
		d.c.Stop() // nothing is under way: nothing happens
		d.want("it begins", d.after(6*time.Second), visit{6 * time.Second, 3})
		d.c.Stop()
		synctest.Wait()
		if err := <-results; !errors.Is(err, ErrStopped) || assessments.KindOf(err) != assessments.Unavailable || !strings.Contains(assessments.Sentence(err), "safe") {
			t.Errorf("stopped: %v", err)
		}
		d.set(func() { d.hang = false })
		save(t, d.c, 1, "four")
		d.want("a save does not start it again", d.after(10*time.Minute))
		if got := d.after(6 * time.Minute); len(got) != 1 || got[0].n != 4 {
			t.Errorf("at the quarter of an hour: %v", got)
		}
	})
}

func TestRun_SeesAnotherAddress(t *testing.T) {
	addr, mu := "10.0.0.2", sync.Mutex{}
	be := func(a string) { mu.Lock(); defer mu.Unlock(); addr = a }
	look := func() string { mu.Lock(); defer mu.Unlock(); return addr }
	virtual(t, Config{Addresses: look}, true, func(d *day) {
		t := d.t
		d.want("nothing changes", d.after(5*time.Minute))
		be("")
		d.want("out of reach", d.after(time.Minute))
		be("192.168.1.7")
		if got := d.after(lookEvery + settle); len(got) != 1 {
			t.Errorf("in the school's network: %v", got)
		}
	})
}

func TestSync_TakesNoMoreOfTheLineThanItMay(t *testing.T) {
	const pace = 2000
	for _, bound := range []int{0, pace} {
		virtual(t, Config{BytesPerSecond: bound}, false, func(d *day) {
			t := d.t
			r := rand.New(rand.NewPCG(3, 4))
			for range 60 { // nothing that can be packed
				noise := make([]byte, 1500)
				for i := range noise {
					noise[i] = byte('!' + 2 + r.IntN(58))
				}
				save(t, d.c, 1, strings.ReplaceAll(string(noise), `\`, "a"))
			}
			began := time.Now()
			rep, err := d.c.Sync(t.Context())
			took := time.Since(began)
			d.set(func() {})
			if err != nil || rep.Sent != 60 || rep.Waiting != 0 {
				t.Fatalf("%+v (%v)", rep, err)
			}
			if bound == 0 {
				if took > time.Second || len(d.syncs) != 1 {
					t.Errorf("without a bound it took %v and %d requests", took, len(d.syncs))
				}
				return
			}
			least := time.Duration(float64(d.bytes-pace/4) / pace * float64(time.Second))
			if took < least || took > 2*least {
				t.Errorf("%d bytes at %d a second took %v, want from %v on", d.bytes, pace, took, least)
			}
			if len(d.syncs) < 2 {
				t.Error("one request holds the slow line for longer than anybody waits")
			}
		})
	}
}

// The clock's offset is the median of the last few: one answer that hung on its way moves nothing, and nothing depends on it.
func TestSync_SaysThatTheClockIsOff(t *testing.T) {
	virtual(t, Config{}, false, func(d *day) {
		t := d.t
		sync := func(ahead time.Duration) store.SyncState {
			t.Helper()
			d.set(func() { d.ahead = ahead })
			if _, err := d.c.Sync(t.Context()); err != nil {
				t.Fatal(err)
			}
			st, err := d.c.store.SyncState(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return st
		}
		if st := sync(20 * time.Second); st.ClockWords() != "" {
			t.Errorf("seconds are told: %s", st.ClockWords())
		}
		for range 5 {
			sync(11 * time.Minute)
		}
		if st := sync(9 * time.Hour); st.ClockOff != 11*time.Minute || st.ClockWords() != "The clock of this device is about 11 minutes slow. Nothing is lost by it, but the times of notes are wrong" {
			t.Errorf("%v: %q", st.ClockOff, st.ClockWords())
		}
		for range 5 {
			sync(-72 * time.Hour)
		}
		if st := sync(-72 * time.Hour); !strings.Contains(st.ClockWords(), "about 3 days fast") {
			t.Errorf("%v: %q", st.ClockOff, st.ClockWords())
		}
	})
	var o offset
	at := testkit.Start
	o.add(at, at.Add(-time.Second), at.UnixMilli()) // set back meanwhile
	o.add(at, at.Add(time.Minute), at.UnixMilli())  // too slow to say anything
	o.add(at, at, 0)                                // a service that says nothing
	if _, known := o.now(); known {
		t.Error("it knows the time from nothing")
	}
	o.add(at, at.Add(4*time.Second), at.Add(2*time.Second).UnixMilli())
	if off, _ := o.now(); off != 0 {
		t.Errorf("half of the way is not taken off: %v", off)
	}
}
