package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// passphrase opens every store of a run.
const passphrase = "correct horse battery"

// today is when the caseload is set; the app's clock is started there too.
var today = time.Date(2026, time.November, 20, 9, 30, 0, 0, time.UTC)

// perChild is how many records a child has, itself included.
const perChild = 80

var (
	givenNames  = []string{"Ada", "Bilal", "Cerys", "Dylan", "Efe", "Freya", "Gwen", "Hassan", "Ines", "Joe", "Kofi", "Lena", "Mina", "Noor", "Owen"}
	familyNames = []string{"Ashby", "Bright", "Carrow", "Dunmore", "Elms", "Fenwick", "Garnet", "Holt", "Iqbal", "Jessop", "Kerrow", "Lund", "Marl"}
	someWords   = []string{"pencil", "grip", "scissors", "zip", "buttons", "letters", "posture", "chair", "peg", "table", "crayon", "hand", "left",
		"right", "needs", "help", "from", "adult", "today", "holds", "paper", "steady", "writes", "name", "slowly", "tired", "after", "lunch", "spoon", "cup"}
)

// recordID makes ids that sort by n, as ids made on a device sort by their time.
func recordID(n int) assessments.ID {
	return assessments.ID(fmt.Sprintf("0190%04x-%04x-7000-8000-%012x", n>>16, n&0xffff, n*7919))
}

// chance is a stream of made-up numbers that is the same in every run.
func chance(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(1, stream)) }

// prose is made-up text of about n bytes.
func prose(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(someWords[r.IntN(len(someWords))])
		b.WriteByte(' ')
	}
	return b.String()
}

// fields encodes name, value pairs.
func fields(pairs ...any) assessments.Fields {
	f := assessments.Fields{}
	for i := 0; i < len(pairs); i += 2 {
		raw, err := json.Marshal(pairs[i+1])
		if err != nil {
			panic(err) // texts only
		}
		f[pairs[i].(string)] = raw
	}
	return f
}

// note is one observation of about 1.2 KB when frozen.
func note(id, child assessments.ID, text string) assessments.Edit {
	return assessments.Edit{Record: id, Kind: assessments.KindObservation, Scope: assessments.ChildScope(child),
		Set: fields("on", "2026-11-12", "at", "09:24", "type", "fact", "area", "handwriting", "text", text)}
}

// caseload is n records of about 1.2 KB from number first on: children, and for each of them contacts, goals and notes.
func caseload(first, n int) []assessments.Edit {
	r := rand.New(rand.NewPCG(1, uint64(first)))
	out := make([]assessments.Edit, 0, n)
	var child assessments.ID
	for i := range n {
		id := recordID(first + i)
		scope := assessments.ChildScope(child)
		switch {
		case i%perChild == 0:
			child = id
			family := familyNames[r.IntN(len(familyNames))]
			out = append(out, assessments.Edit{Record: id, Kind: assessments.KindChild, Scope: assessments.ChildScope(id), Set: fields(
				"name", givenNames[r.IntN(len(givenNames))]+" "+family, "born", "2019-05-04", "year", "Year 2", "private", prose(r, 600))})
		case i%10 == 1:
			day, status := assessments.NewDate(today.AddDate(0, 0, -1-r.IntN(300))), "attended"
			if i%2000 == 1 {
				day, status = assessments.NewDate(today), "planned"
			}
			out = append(out, assessments.Edit{Record: id, Kind: assessments.KindContact, Scope: scope, Set: fields(
				"type", "visit", "on", day, "from", "09:00", "to", "10:00", "status", status, "purpose", "visit", "summary", prose(r, 800))})
		case i%10 == 2:
			out = append(out, assessments.Edit{Record: id, Kind: assessments.KindGoal, Scope: scope, Set: fields(
				"title", "Writes her name", "statement", prose(r, 500), "situation", prose(r, 400), "set_on", "2026-09-01")})
		default:
			out = append(out, note(id, child, prose(r, 850)))
		}
	}
	return out
}

// delivered is what a service would hand on of edits that another device made.
func delivered(edits []assessments.Edit) ([]wire.Delivered, error) {
	out := make([]wire.Delivered, len(edits))
	at := today.Format("2006-01-02T15:04:05.000Z07:00")
	for i, e := range edits {
		seq := uint64(i + 1)
		c := wire.Change{CID: fmt.Sprintf("%032x", seq), Device: "other", Inc: "i1", DSeq: seq, Record: e.Record, Kind: e.Kind,
			Op: assessments.OpSet, Set: e.Set, V: wire.Format, TDev: at}
		c.SetScope(e.Scope)
		f, err := wire.Freeze(c)
		if err != nil {
			return nil, err
		}
		out[i] = wire.Delivered{Seq: seq, Result: wire.OK, CID: c.CID, Device: c.Device, Inc: c.Inc, TSrv: at, Frozen: f, Change: c}
	}
	return out, nil
}

// storeConfig is a store as the app opens it: the real key derivation, the log made long enough.
func storeConfig(dir string) store.Config { return store.Config{Dir: dir} }

// makeStore writes a store of n confirmed records, as a tablet has after its first sync.
func makeStore(ctx context.Context, dir string, n int) error {
	rows, err := delivered(caseload(1, n))
	if err != nil {
		return err
	}
	s, _, err := store.Init(ctx, storeConfig(dir), passphrase, store.InitOptions{})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Enrol(ctx, store.Enrolment{Device: "d1", Server: "https://central.example", Tenant: "t"}); err != nil {
		return err
	}
	return s.Pull(ctx, rows, "c", "e")
}
