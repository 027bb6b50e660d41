package ledger

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// BenchmarkPush pushes batches of 100 new records of 1.5 KiB; BenchmarkPull reads them all back; BenchmarkNoop asks for news
// when there is none. One operation is one request's work.
func BenchmarkPush(b *testing.B) { benchBoth(b, func(b *testing.B, k *bench) { k.push(b, b.N) }) }

func BenchmarkPull(b *testing.B) {
	benchBoth(b, func(b *testing.B, k *bench) {
		k.push(b, 50)
		b.ResetTimer()
		for range b.N {
			cursor, n := "", 0
			for {
				p, err := k.l.Pull(b.Context(), k.s, cursor, cursor == "")
				if err != nil {
					b.Fatal(err)
				}
				n += len(p.Rows)
				if cursor = p.Cursor; !p.More {
					break
				}
			}
			if n != 5000 {
				b.Fatalf("%d rows", n)
			}
		}
	})
}

func BenchmarkNoop(b *testing.B) {
	benchBoth(b, func(b *testing.B, k *bench) {
		k.push(b, 10)
		p, err := k.l.Pull(b.Context(), k.s, "", true)
		if err != nil {
			b.Fatal(err)
		}
		for p.More {
			if p, err = k.l.Pull(b.Context(), k.s, p.Cursor, false); err != nil {
				b.Fatal(err)
			}
		}
		b.ResetTimer()
		for range b.N {
			if q, err := k.l.Pull(b.Context(), k.s, p.Cursor, false); err != nil || len(q.Rows) != 0 {
				b.Fatal(len(q.Rows), err)
			}
		}
	})
}

type bench struct {
	l  *Ledger
	s  Session
	id func() string
	n  int
}

func benchBoth(b *testing.B, run func(*testing.B, *bench)) {
	for _, name := range []string{"sqlite", "postgres"} {
		b.Run(name, func(b *testing.B) {
			cfg := Config{Dir: b.TempDir()}
			if name == "postgres" {
				cfg.Database = testkit.Postgres(b)
			}
			clock := testkit.NewClock()
			id := testkit.IDs(b.Name(), clock.Now)
			cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = clock.Now, testkit.Random(b.Name()), id, slog.New(slog.DiscardHandler)
			l, err := Open(b.Context(), cfg)
			if err != nil {
				b.Fatal(err)
			}
			defer l.Close()
			tn, err := l.AddTenant(b.Context(), b.Name(), Packs[0])
			if err != nil {
				b.Fatal(err)
			}
			run(b, &bench{l, Session{Tenant: tn.ID, Device: id(), Inc: "1", Therapist: id()}, id, 0})
		})
	}
}

func (k *bench) push(b *testing.B, batches int) {
	b.Helper()
	text := strings.Repeat("sat at the small table ", 62)
	child := assessments.ChildScope(assessments.ID(k.id()))
	for range batches {
		in := make([]wire.Pushed, 100)
		for i := range in {
			k.n++
			c := wire.Change{CID: fmt.Sprintf("%032x", k.n), Inc: "1", DSeq: uint64(k.n), Record: assessments.ID(k.id()), Kind: "observation", Op: assessments.OpSet,
				Set: assessments.Fields{"words": []byte(`"` + text + `"`)}, V: 1}
			c.SetScope(child)
			f, err := wire.Freeze(c)
			if err != nil {
				b.Fatal(err)
			}
			in[i] = wire.Pushed{CID: c.CID, Frozen: f}
		}
		acks, err := k.l.Push(b.Context(), &k.s, in)
		if err != nil || acks[99].Result != wire.OK {
			b.Fatal(acks[99], err)
		}
	}
}
