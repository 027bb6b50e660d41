package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// BenchRecords is the size the budgets of the design are stated for.
const BenchRecords = 10_000

// BenchEdits makes n records of about 1.2 KB, an eightieth of them children, the rest notes, contacts and goals.
func BenchEdits(n int) []assessments.Edit {
	r := rand.New(rand.NewPCG(1, 2))
	var out []assessments.Edit
	var child assessments.ID
	for i := range n {
		id := rid(i + 1)
		scope := assessments.ChildScope(child)
		switch {
		case i%80 == 0:
			child = id
			e := childEdit(id, fmt.Sprintf("Child %s %d", someWords[r.IntN(len(someWords))], i))
			e.Set["private"] = fields("x", prose(r, 600))["x"]
			out = append(out, e)
		case i%10 == 1:
			day := assessments.NewDate(testNow.AddDate(0, 0, -r.IntN(300)))
			out = append(out, assessments.Edit{Record: id, Kind: assessments.KindContact, Scope: scope,
				Set: fields("type", "visit", "on", day, "from", "09:00", "to", "10:00", "status", "attended", "purpose", "visit", "summary", prose(r, 800))})
		case i%10 == 2:
			out = append(out, assessments.Edit{Record: id, Kind: assessments.KindGoal, Scope: scope,
				Set: fields("title", "Writes her name", "statement", prose(r, 500), "situation", prose(r, 400), "set_on", "2026-09-01")})
		default:
			out = append(out, noteEdit(id, child, prose(r, 850)))
		}
	}
	return out
}

// BenchDelivered turns edits into what a service would deliver, from another device.
func BenchDelivered(edits []assessments.Edit, from uint64) []wire.Delivered {
	out := make([]wire.Delivered, len(edits))
	for i, e := range edits {
		seq := from + uint64(i)
		out[i] = delivered(seq, "other", wire.Change{DSeq: seq, Record: e.Record, Kind: e.Kind, Op: assessments.OpSet, Set: e.Set}, e.Scope)
	}
	return out
}

// delivered freezes a change of another device the way a service hands it on.
func delivered(seq uint64, device string, c wire.Change, scope assessments.Scope) wire.Delivered {
	c.CID = hex.EncodeToString([]byte(fmt.Sprintf("%-10.10s%06d", device, c.DSeq)))
	c.Device, c.Inc, c.V, c.TDev = device, "i1", wire.Format, stamp(testNow)
	c.SetScope(scope)
	f, err := wire.Freeze(c)
	if err != nil {
		panic(err)
	}
	return wire.Delivered{Seq: seq, Result: wire.OK, CID: c.CID, Device: device, Inc: "i1", TSrv: stamp(testNow), Frozen: f, Change: c}
}

// BenchStore makes a store of n confirmed records in dir and closes it.
func BenchStore(b testing.TB, dir string, n int) Config {
	b.Helper()
	cfg := testConfig(dir)
	s, _, err := Init(b.Context(), cfg, passphrase, InitOptions{})
	check(b, err)
	check(b, s.Enrol(b.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	check(b, s.Pull(b.Context(), BenchDelivered(BenchEdits(n), 1), "c", "e"))
	check(b, s.Close())
	return cfg
}

func BenchmarkUnlock(b *testing.B) {
	for _, n := range []int{BenchRecords, 5 * BenchRecords} {
		cfg := BenchStore(b, b.TempDir(), n)
		b.Run(fmt.Sprintf("confirmed-%d", n), func(b *testing.B) { unlockBench(b, cfg.Dir) })
	}
	cfg := testConfig(b.TempDir())
	s, _, err := Init(b.Context(), cfg, passphrase, InitOptions{})
	check(b, err)
	apply(b, s, BenchEdits(BenchRecords)...)
	check(b, s.Close())
	b.Run(fmt.Sprintf("unsent-%d", BenchRecords), func(b *testing.B) { unlockBench(b, cfg.Dir) })
}

// unlockBench times a process of its own from the derived key to lists, and to everything searchable.
func unlockBench(b *testing.B, dir string) {
	var lists, words, peak, rest []float64
	for b.Loop() {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "FIELDFARE_CHILD=unlock", "FIELDFARE_DIR="+dir)
		out, err := cmd.Output()
		check(b, err)
		var l, w, p, r float64
		if n, _ := fmt.Sscan(string(out), &l, &w, &p, &r); n != 4 {
			b.Fatalf("the child says %s", out)
		}
		lists, words, peak, rest = append(lists, l), append(words, w), append(peak, p), append(rest, r)
	}
	b.ReportMetric(quantile(lists, .5), "ms-to-lists")
	b.ReportMetric(quantile(words, .5), "ms-to-search")
	b.ReportMetric(quantile(peak, .5), "MB-peak")
	b.ReportMetric(quantile(rest, .5), "MB-at-rest")
}

func unlockingChild(dir string) int {
	start := time.Now()
	ctx := context.Background()
	s, err := Open(ctx, testConfig(dir), passphrase)
	if err != nil {
		return 1
	}
	rows, err := s.Children(ctx)
	if err != nil || len(rows) == 0 {
		return 1
	}
	lists := ms(start)
	if err := s.index.settle(ctx); err != nil {
		return 1
	}
	words := ms(start)
	peak := resident("VmHWM")
	debug.FreeOSMemory()
	fmt.Println(lists, words, peak, resident("VmRSS"))
	return 0
}

// resident is a figure of /proc/self/status in MB, or 0 where there is no such file.
func resident(what string) float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		var kb float64
		if n, _ := fmt.Sscanf(line, what+": %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}

// BenchmarkSave compares a save with a bare SQLite commit of the same bytes, in turn, in one run: until the save is durable, and
// from there until the view shows it.
func BenchmarkSave(b *testing.B) {
	cfg := BenchStore(b, b.TempDir(), BenchRecords)
	cfg.logBytes = logBytes // as every store outside tests has
	var durable time.Time
	cfg.Step = func(step string) {
		if step == "committed" {
			durable = time.Now()
		}
	}
	s, err := Open(b.Context(), cfg, passphrase)
	check(b, err)
	defer s.Close()
	check(b, s.index.settle(b.Context()))
	bare, err := openDB(fileDSN(filepath.Join(b.TempDir(), "bare.db"), "rwc"), "journal_mode = WAL", "synchronous = FULL")
	check(b, err)
	defer bare.close()
	check(b, bare.script("CREATE TABLE note (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT"))
	r := rand.New(rand.NewPCG(3, 4))
	var saves, commits, views []float64
	i := 0
	for b.Loop() {
		i++
		text := prose(r, 850)
		start := time.Now()
		_, err := s.Apply(b.Context(), []assessments.Edit{noteEdit(rid(100_000+i), rid(1), text)})
		views = append(views, ms(durable))
		saves = append(saves, float64(durable.Sub(start))/float64(time.Millisecond))
		check(b, err)
		check(b, s.index.settle(b.Context())) // saves come one by one; the words are in before the next
		body := make([]byte, 1320)            // what the save's sealed row has
		copy(body, text)
		start = time.Now()
		check(b, bare.exec("BEGIN IMMEDIATE"))
		check(b, bare.exec("INSERT INTO note (body) VALUES (?)", body))
		check(b, bare.exec("COMMIT"))
		commits = append(commits, ms(start))
	}
	b.ReportMetric(quantile(saves, .5), "save-p50-ms")
	b.ReportMetric(quantile(saves, .99), "save-p99-ms")
	b.ReportMetric(quantile(commits, .5), "bare-p50-ms")
	b.ReportMetric(quantile(commits, .99), "bare-p99-ms")
	b.ReportMetric(quantile(saves, .5)/quantile(commits, .5), "p50-ratio")
	b.ReportMetric(quantile(saves, .99)/quantile(commits, .99), "p99-ratio")
	b.ReportMetric(quantile(views, .5), "view-p50-ms")
}

func BenchmarkSearch(b *testing.B) {
	cfg := BenchStore(b, b.TempDir(), BenchRecords)
	s, err := Open(b.Context(), cfg, passphrase)
	check(b, err)
	defer s.Close()
	check(b, s.index.settle(b.Context()))
	queries := []string{"pencil", "pen", "pe", "pencil grip", "child scissors", "zip buttons letters", "2026-11-12", "posture chair tired", "wr", "nothinglikeit"}
	var all []float64
	i := 0
	for b.Loop() {
		start := time.Now()
		_, err := s.Search(b.Context(), queries[i%len(queries)], 50)
		all = append(all, ms(start))
		check(b, err)
		i++
	}
	b.ReportMetric(quantile(all, .5), "search-p50-ms")
	b.ReportMetric(quantile(all, .95), "search-p95-ms")
}

func BenchmarkOneChild(b *testing.B) {
	cfg := BenchStore(b, b.TempDir(), BenchRecords)
	s, err := Open(b.Context(), cfg, passphrase)
	check(b, err)
	defer s.Close()
	for b.Loop() {
		rs, err := s.Records(b.Context(), Filter{Child: rid(1)})
		check(b, err)
		if len(rs) != 80 {
			b.Fatal(len(rs))
		}
	}
}

func ms(start time.Time) float64 { return float64(time.Since(start)) / float64(time.Millisecond) }

func quantile(all []float64, q float64) float64 {
	s := slices.Clone(all)
	slices.Sort(s)
	return s[min(len(s)-1, int(q*float64(len(s))))]
}
