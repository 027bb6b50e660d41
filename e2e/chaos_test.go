package e2e

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// setting reads a whole number from the environment.
func setting(t testing.TB, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q, not a number", name, text)
	}
	return n
}

// A plan says who writes where: some children are everybody's, the others are of one therapist with two tablets.
type plan struct {
	shared, goals, notes int
}

func (p *plan) own(therapist, n int) string { return pieceID(1000*(therapist+1) + n) }

// target picks a field to write: of a goal that everybody sees, a note that everybody sees, a note of the therapist's two tablets,
// or a new one.
func (p *plan) target(w *worker) (record, kind, child, field string) {
	switch x := w.r.IntN(10); {
	case x < 4:
		g := w.r.IntN(p.goals)
		return goalID(g), "goal", childID(g % p.shared), []string{"title", "statement", "situation"}[w.r.IntN(3)]
	case x < 6:
		n := w.r.IntN(p.notes)
		return pieceID(n), "observation", childID(n % p.shared), "text"
	case x < 9:
		return p.own(w.therapist, w.r.IntN(6)), "observation", childID(100 + w.therapist), "text"
	}
	return pieceID(1_000_000 + 20_000*w.n + w.serial), "observation", childID(100 + w.therapist), "text"
}

// A station is one service process at an address that stays, killed and started again.
type station struct {
	pen   *pen
	url   string
	where []string
	cmd   *exec.Cmd
	log   bytes.Buffer
}

// up starts the process and waits until it listens.
func (s *station) up(t testing.TB) error {
	s.cmd = exec.Command(binary(t, "fieldfare-central"), append([]string{"serve", "--listen", strings.TrimPrefix(s.url, "http://")}, s.where...)...)
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	s.log.Reset()
	s.cmd.Stderr = &s.log
	if err := s.pen.start(s.cmd); err != nil {
		return err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err == nil && strings.HasPrefix(line, "listening on ") {
		return nil
	}
	_ = s.cmd.Process.Kill() // it may have ended by itself: the database was away
	_ = s.pen.wait(s.cmd)
	return fmt.Errorf("the service did not start: %s", s.log.String())
}

// end stops the process and reads what it said. A fault of a line, a tablet or the database must never show as a fault of ours: a
// tablet that is told so holds its change for the one to blame.
func (s *station) end(t testing.TB, how syscall.Signal) {
	_ = s.cmd.Process.Signal(how)
	_ = s.pen.wait(s.cmd)
	for l := range strings.Lines(s.log.String()) {
		if strings.Contains(l, `"kind":"internal"`) || strings.Contains(l, "panic") {
			t.Errorf("the service said %s", l)
		}
	}
}

// again kills the process and brings it back after a while. Where it does not start because the database is away, it is started again
// as soon as the database answers.
func (s *station) again(ctx context.Context, t testing.TB, db *testkit.Server, away time.Duration) error {
	s.end(t, syscall.SIGKILL)
	pause(ctx, away)
	for end := time.Now().Add(time.Minute); ; {
		err := s.up(t)
		if err == nil || time.Now().After(end) {
			return err
		}
		if err := db.Ready(); err != nil {
			return err
		}
	}
}

// TestChaos lets many tablets, two service processes and PostgreSQL, each a process of its own, work through a line that fails in
// every way, kills each of them at random moments, fills a disk and moves clocks. Afterwards, nothing that any tablet was told is
// saved may be missing, no value may have gone without somebody having seen it, and whoever shares a scope has the same bytes.
//
// FIELDFARE_CHAOS is the number of seconds, FIELDFARE_TABLETS of tablets, FIELDFARE_SEED the seed. Processes do not repeat
// themselves: the seed fixes what is chosen, not when it meets what.
func TestChaos(t *testing.T) {
	span := time.Duration(setting(t, "FIELDFARE_CHAOS", 20)) * time.Second
	tablets := setting(t, "FIELDFARE_TABLETS", 4)
	seed := uint64(setting(t, "FIELDFARE_SEED", int(time.Now().Unix()%100000)))
	t.Logf("FIELDFARE_SEED=%d, %d tablets, %v", seed, tablets, span)
	c := newChaos(t, tablets, seed)
	c.storm(span)
	c.calm()
	c.judge()
}

// A chaos is one run.
type chaos struct {
	t        *testing.T
	seed     uint64
	house    house
	db       *testkit.Server
	pen      *pen
	stations []*station
	air      *air
	workers  []*worker
	oracle   *oracle
	counts   *counts
	disk     *disk
	tenant   string
}

func (c *chaos) rand(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(c.seed, stream)) }

func newChaos(t *testing.T, tablets int, seed uint64) *chaos {
	c := &chaos{t: t, seed: seed, house: newHouse(t), db: testkit.NewServer(t), counts: &counts{n: map[string]int{}}}
	c.pen = newPen(t)
	dir := testkit.Dir(t) // stays after a failure
	c.oracle = newOracle(t, filepath.Join(dir, "oracle.ndjson"))
	where := []string{"--database", c.db.URL}
	for range 2 {
		s := &station{pen: c.pen, url: "http://127.0.0.1:" + freePort(t), where: where}
		must(t, s.up(t))
		c.stations = append(c.stations, s)
	}
	c.air = newAir(t, seed)
	admin := &service{where: where, url: c.stations[0].url}
	c.tenant = admin.tenant(t)
	p := &plan{shared: 3, goals: 6, notes: 6}
	c.disk = newDisk(t, c.house.at("disk"))
	var therapists []string
	for n := range tablets {
		if n%2 == 0 {
			therapists = append(therapists, admin.therapist(t, c.tenant, fmt.Sprintf("T%d Okoro", n/2)))
		}
		w := &worker{n: n, therapist: n / 2, t: t, house: c.house, pen: c.pen, oracle: c.oracle, counts: c.counts, store: c.house.at(fmt.Sprintf("tablet%d", n)), plan: p, r: c.rand(100 + uint64(n))}
		if n == tablets-1 {
			w.disk, w.store = c.disk, filepath.Join(c.disk.dir, "tablet")
		}
		w.way = c.air.way(t, fmt.Sprintf("tablet%d", n), c.stations[n%2].url)
		c.house.ctl(t, "", "enrol", "--store", w.store, "--central", w.way.url(), "--code", admin.code(t, therapists[n/2]))
		c.workers = append(c.workers, w)
		var seeds strings.Builder
		child := func(n int) {
			fmt.Fprintf(&seeds, `{"record":%q,"kind":"child","child":%q,"set":{"name":"Child %d","born":"2019-05-04"}}`+"\n", childID(n), childID(n), n)
		}
		if n == 0 {
			for i := range p.shared {
				child(i)
			}
			for i := range p.goals {
				fmt.Fprintf(&seeds, `{"record":%q,"kind":"goal","child":%q,"set":{"title":"goal %d","statement":"first","situation":"first"}}`+"\n", goalID(i), childID(i%p.shared), i)
			}
		}
		if n%2 == 0 {
			child(100 + n/2)
		}
		if seeds.Len() > 0 {
			c.house.ctl(t, seeds.String(), "apply", "--store", w.store, "-")
		}
		c.house.sync(t, w.store)
		if n%2 == 0 && n > 0 {
			for i := range p.shared {
				admin.admin(t, "grant", "--child", childID(i), "--therapist", therapists[n/2])
			}
			c.house.sync(t, w.store)
		}
	}
	return c
}

// storm lets everybody work while things break.
func (c *chaos) storm(span time.Duration) {
	ctx, stop := context.WithTimeout(context.Background(), span)
	defer stop()
	var all sync.WaitGroup
	for _, w := range c.workers {
		all.Go(func() { w.live(ctx) })
	}
	all.Go(func() { c.spoilAir(ctx, &all) })
	for i, s := range c.stations {
		all.Go(func() {
			c.every(ctx, c.rand(uint64(20+i)), 2*time.Second, 12*time.Second, func(r *rand.Rand) {
				c.counts.add("service killed")
				if err := s.again(ctx, c.t, c.db, time.Duration(r.IntN(1500))*time.Millisecond); err != nil {
					c.t.Error(err)
				}
			})
		})
	}
	all.Go(func() {
		c.every(ctx, c.rand(30), 3*time.Second, 20*time.Second, func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				if err := c.db.KillOne(ctx); err == nil {
					c.counts.add("PostgreSQL session killed")
				}
			} else if err := c.db.Kill(); err == nil {
				c.counts.add("PostgreSQL killed")
			}
		})
	})
	all.Go(func() {
		c.every(ctx, c.rand(40), 2*time.Second, 10*time.Second, func(r *rand.Rand) {
			if err := c.disk.fill(); err != nil {
				c.t.Error(err)
			}
			c.counts.add("disk full")
			pause(ctx, time.Duration(500+r.IntN(3000))*time.Millisecond)
			c.disk.empty()
		})
	})
	all.Wait()
}

// every does something again and again, after waits that grow from first to at most longest by chance.
func (c *chaos) every(ctx context.Context, r *rand.Rand, first, longest time.Duration, do func(*rand.Rand)) {
	for wait := first; pause(ctx, wait); wait = first/2 + time.Duration(r.Int64N(int64(longest))) {
		do(r)
	}
}

// pause waits, and reports whether there is time left after it.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// spoilAir puts a fault on somebody's line, takes it off a moment later, and now and then leads a line to the other service.
func (c *chaos) spoilAir(ctx context.Context, all *sync.WaitGroup) {
	r := c.rand(10)
	busy := make([]sync.Mutex, len(c.workers))
	for n := 0; pause(ctx, time.Duration(50+r.IntN(4000/len(c.workers)))*time.Millisecond); n++ {
		i := r.IntN(len(c.workers))
		if !busy[i].TryLock() {
			continue
		}
		w := c.workers[i].way
		if r.IntN(6) == 0 {
			c.counts.add("line moved to the other service")
			if err := w.open(c.stations[r.IntN(2)].url, true); err != nil {
				c.t.Error(err)
			}
			busy[i].Unlock()
			continue
		}
		kind := airFaults[n%len(airFaults)]
		if err := w.spoil(kind, r); err != nil {
			c.t.Error(err)
		}
		c.counts.add(kind)
		length := time.Duration(300+r.IntN(4000)) * time.Millisecond
		all.Go(func() {
			defer busy[i].Unlock()
			pause(ctx, length)
			if err := w.heal(); err != nil {
				c.t.Error(err)
			}
		})
	}
}

// calm takes all faults away and lets everybody sync until nobody has anything more to say.
func (c *chaos) calm() {
	must(c.t, c.db.Ready())
	for _, w := range c.workers {
		must(c.t, w.way.heal())
		w.offset = 0
	}
	for _, s := range c.stations {
		if !s.ready(c) { // it listens, and the database answers: nothing is left to wait for
			c.t.Fatalf("the service at %s is not ready", s.url)
		}
	}
	for round := 1; ; round++ {
		moved := 0
		for _, w := range c.workers {
			got := c.house.sync(c.t, w.store)
			moved += got.Sent + got.Received + got.Waiting
		}
		if moved == 0 {
			c.t.Logf("quiet after %d rounds", round)
			return
		}
		if round == 12 {
			c.t.Fatalf("after %d rounds %d changes still move", round, moved)
		}
	}
}

func (s *station) ready(c *chaos) bool {
	res, err := c.air.client.Get(s.url + "/readyz")
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == 200
}

// judge compares what is with what must be.
func (c *chaos) judge() {
	t := c.t
	ctx := context.Background()
	c.tell()
	journal, err := c.db.Rows(ctx, `SELECT cid, result, convert_from(body, 'UTF8') FROM change`)
	must(t, err)
	quarantine, err := c.db.Rows(ctx, `SELECT cid, code, device FROM quarantine WHERE state = 'open'`)
	must(t, err)
	c.oracle.complete(t, journal, quarantine)
	shown, scopes, whole := map[string]bool{}, map[string]string{}, map[int]string{}
	for _, w := range c.workers {
		c.house.verify(t, w.store)
		out := c.house.ctl(t, "", "export", "--store", w.store)
		values(t, out, shown)
		beside(decode[[]clash](t, c.house.ctl(t, "", "conflicts", "--store", w.store, "--json")), shown)
		for scope, text := range exported(t, out) {
			if first, ok := scopes[scope]; !ok {
				scopes[scope] = text
			} else if diff := cmp.Diff(strings.Split(first, "\n"), strings.Split(text, "\n")); diff != "" {
				t.Errorf("tablet %d and another differ in %q (-other +tablet):\n%s", w.n, scope, diff)
			}
		}
		if first, ok := whole[w.therapist]; !ok {
			whole[w.therapist] = out
		} else if first != out {
			t.Errorf("the two tablets of therapist %d export different bytes", w.therapist)
		}
	}
	c.oracle.vanished(t, shown)
	admin := &service{where: c.stations[0].where}
	centre := exported(t, admin.admin(t, "export", "--tenant", c.tenant))
	if diff := cmp.Diff(scopes, centre); diff != "" {
		t.Errorf("tablets and service differ (-tablets +service):\n%s", diff)
	}
	run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, admin.where...)...)
	for _, s := range c.stations {
		s.end(t, syscall.SIGTERM)
	}
	t.Logf("%d tablets agree with each other and with the service, byte for byte, in %d scopes", len(c.workers), len(scopes))
}

// tell prints what was done to everybody, and fails when a kind that matters never came.
func (c *chaos) tell() {
	var lines []string
	for kind, n := range c.counts.n {
		lines = append(lines, fmt.Sprintf("%6d %s", n, kind))
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(b, a) })
	c.t.Logf("what happened:\n%s", strings.Join(lines, "\n"))
	for _, kind := range []string{"tablet killed", "service killed", "disk full"} {
		if c.counts.n[kind] == 0 {
			c.t.Errorf("there was no %q: the run shows little", kind)
		}
	}
	if c.counts.n["PostgreSQL killed"]+c.counts.n["PostgreSQL session killed"] == 0 {
		c.t.Error("PostgreSQL was never killed: the run shows little")
	}
}
