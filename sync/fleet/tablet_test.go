package fleet

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A tablet speaks the protocol by hand, as an app of another year may: its changes have kinds, fields and members that nobody
// here knows, some are in a newer format, and some are broken. Its therapist holds the team's scope only.
type tablet struct {
	w      *world
	me     enrolled
	rng    *rand.Rand
	random io.Reader
	token  string
	cursor string
	epoch  string
	dseq   uint64
	outbox []sending
	kept   map[string]sending // acked, by cid
	seqs   map[assessments.ID]uint64
	values map[assessments.ID]json.RawMessage // of its own field, as last set
}

// A sending is a change on its way, and what must become of it.
type sending struct {
	wire.Pushed
	change wire.Change
	want   string // "": stored; "too_new"; "held"; or a code of quarantine
}

func newTablet(w *world, e enrolled) *tablet {
	return &tablet{w: w, me: e, rng: rand.New(rand.NewPCG(w.plan.seed, 11)), random: testkit.Random(fmt.Sprint("tablet ", w.plan.seed)),
		kept: map[string]sending{}, seqs: map[assessments.ID]uint64{}, values: map[assessments.ID]json.RawMessage{}}
}

// enrolByHand gives the tablet its place.
func enrolByHand(w *world, key ed25519.PrivateKey, code string) string {
	ask, err := json.Marshal(wire.EnrolRequest{Code: code, Key: key.Public().(ed25519.PublicKey), Inc: "tablet", Sig: ed25519.Sign(key, wire.EnrolWords(wire.PlainCode(code), "tablet"))})
	w.must(err)
	var reply wire.EnrolReply
	w.must(json.Unmarshal(w.post("/v1/enrol", string(ask)), &reply))
	return reply.Device
}

// renew gets a token.
func (tb *tablet) renew() {
	var first, second wire.TokenReply
	ask := func(r wire.TokenRequest, to *wire.TokenReply) {
		raw, err := json.Marshal(r)
		tb.w.must(err)
		tb.w.must(json.Unmarshal(tb.w.post("/v1/token", string(raw)), to))
	}
	ask(wire.TokenRequest{Device: tb.me.device}, &first)
	ask(wire.TokenRequest{Device: tb.me.device, Challenge: first.Challenge, Sig: ed25519.Sign(tb.me.key, wire.TokenWords(tb.me.device, first.Challenge))}, &second)
	tb.token = second.Token
}

// work makes a change or two, and perhaps broken ones, and syncs.
func (tb *tablet) work() {
	w := tb.w
	w.tell("the tablet works")
	var team []target
	for _, r := range w.records {
		if r.scope.Type == assessments.ScopeTeam && tb.seqs[r.id] > 0 {
			team = append(team, r)
		}
	}
	// A field of its own in a record that others edit too, or a record of a kind of its own.
	r := target{w.id(), assessments.TeamScope(), "kind_of_tomorrow"}
	if len(team) > 0 && tb.rng.IntN(2) == 0 {
		r = team[tb.rng.IntN(len(team))]
	} else {
		w.records = append(w.records, r)
	}
	tb.good(r)
	if w.suffers(newerFormat) {
		c := tb.change(target{w.id(), assessments.TeamScope(), note}, w.value())
		c.V = wire.Format + 1
		tb.add(c, "too_new")
	}
	if w.suffers(poison) {
		tb.poison()
	}
	for range 2 {
		if tb.rng.IntN(3) > 0 {
			tb.sync()
		}
	}
}

// change begins a change of the tablet's own field.
func (tb *tablet) change(r target, value json.RawMessage) wire.Change {
	cid := make([]byte, 16)
	_, err := io.ReadFull(tb.random, cid)
	tb.w.must(err)
	tb.dseq++
	c := wire.Change{CID: fmt.Sprintf("%x", cid), Inc: "tablet", DSeq: tb.dseq, Record: r.id, Kind: r.kind, Base: tb.seqs[r.id], Op: assessments.OpSet,
		Set: assessments.Fields{"n0": value}, TDev: "2031-01-01T00:00:00.000Z", V: wire.Format}
	c.SetScope(r.scope)
	return c
}

// good sends a change that must be stored, with values and members as no app of today writes them.
func (tb *tablet) good(r target) {
	w := tb.w
	value := json.RawMessage(fmt.Sprintf(`{"z":%s,"a":[1.0,1e2,{"é":"<&>"}]}`, w.value()))
	tb.add(tb.change(r, value), "")
	was := tb.values[r.id]
	w.oracle.save(save{r.id, "n0", string(value), tb.outbox[len(tb.outbox)-1].CID, nil, false, false}, was)
	tb.values[r.id] = value
}

// add freezes a change and puts it into the outbox.
func (tb *tablet) add(c wire.Change, want string) {
	f, err := wire.Freeze(c)
	tb.w.must(err)
	if tb.w.suffers(unknownMember) {
		f.Bytes = append(bytes.TrimSuffix(f.Bytes, []byte("}")), `,"of_tomorrow":{"n":[0.10,"x"]},"prev":null}`...)
		f.Hash = wire.HashOf(f.Bytes)
	}
	tb.outbox = append(tb.outbox, sending{wire.Pushed{CID: c.CID, Frozen: f}, c, want})
}

// poison sends a change that no record can take, each in a record of its own.
func (tb *tablet) poison() {
	w := tb.w
	c := tb.change(target{w.id(), assessments.TeamScope(), note}, w.value())
	code, bytesOf := "schema", func(raw []byte) []byte { return raw }
	n := tb.rng.IntN(9)
	switch n {
	case 0:
		c.Record = assessments.ID("no id " + c.CID)
	case 1:
		c.Child, c.Setting = w.id(), w.id()
	case 2:
		c.Op = "explode"
	case 3:
		c.Op, c.Sign, code = assessments.OpSign, &assessments.Signing{By: c.Record, At: c.TDev, Hash: strings.Repeat("0", 64)}, "hash"
	case 4:
		c.Kind = "a\x00b"
	case 5:
		bytesOf = func(raw []byte) []byte { return raw[:len(raw)/2] }
	case 6:
		c.SetScope(w.scopes[0]) // Cat holds no child
		code = "scope"
	case 7:
		if w.rng.IntN(4) == 0 {
			c.Set["n0"], code = json.RawMessage(`"`+strings.Repeat("x", assessments.MaxField)+`"`), "too_large"
		} else {
			c.DSeq = 1 << 63
		}
	case 8:
		tb.add(c, "hash")
		s := &tb.outbox[len(tb.outbox)-1]
		s.Frozen.Bytes = bytes.Replace(s.Frozen.Bytes, []byte(`"n0"`), []byte(`"n1"`), 1)
		return
	}
	tb.add(c, code)
	s := &tb.outbox[len(tb.outbox)-1]
	s.Frozen.Bytes = bytesOf(s.Frozen.Bytes)
	s.Frozen.Hash = wire.HashOf(s.Frozen.Bytes)
	if n == 2 || n == 3 { // its record can be read: what comes after it there waits
		next := tb.change(target{c.Record, assessments.TeamScope(), note}, w.value())
		tb.add(next, "held")
	}
}

// anew forgets what it read of a service that was restored, and sends everything again.
func (tb *tablet) anew() {
	tb.cursor, tb.epoch = "", ""
	for _, s := range tb.kept {
		tb.outbox = append(tb.outbox, s)
	}
	clear(tb.kept)
	clear(tb.seqs)
	slices.SortFunc(tb.outbox, func(a, b sending) int { return cmp.Compare(a.change.DSeq, b.change.DSeq) })
}

// sync carries the outbox and reads the feed to its end, and returns how much moved. Some answers are lost in a storm.
func (tb *tablet) sync() (moved int) {
	w := tb.w
	for {
		var b bytes.Buffer
		lines := []any{wire.Hello{Proto: wire.Proto, App: "9.9", Schema: wire.Format + 1, Device: tb.me.device, Inc: "tablet", Epoch: tb.epoch, Cursor: tb.cursor}}
		for _, s := range tb.outbox {
			lines = append(lines, s.Pushed)
		}
		w.must(wire.NewWriter(&b).Write(append(lines, wire.End{N: len(tb.outbox)})...))
		tb.renew()
		proof := ed25519.Sign(tb.me.key, wire.ProofWords("/v1/sync", tb.token, b.Bytes()))
		head := http.Header{"Authorization": {"Bearer " + tb.token}, wire.ProofHeader: {base64.StdEncoding.EncodeToString(proof)}}
		res, err := w.air.deliver(&message{path: "/v1/sync", head: head, body: b.Bytes(), at: w.clock.Now()})
		w.must(err)
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			w.t.Fatalf("the tablet is answered %d", res.StatusCode)
		}
		if w.air.rough && tb.rng.IntN(4) == 0 && w.suffers(answerLost) {
			return 1
		}
		n, more := tb.take(res.Body)
		if moved += n; !more {
			return moved
		}
	}
}

// take reads an answer. Every change must be answered as it deserves, whatever stands beside it.
func (tb *tablet) take(body io.Reader) (moved int, more bool) {
	w := tb.w
	acks := map[string]wire.Ack{}
	lines := wire.NewReader(body, wire.LineBytes, 4*wire.StreamBytes)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		w.must(err)
		switch l := line.(type) {
		case wire.Hi:
			tb.epoch = l.Epoch
		case wire.Ack:
			acks[l.CID] = l
		case wire.Delivered:
			moved++
			tb.seqs[l.Change.Record] = max(tb.seqs[l.Change.Record], l.Seq)
		case wire.End:
			tb.cursor, more = l.Cursor, l.More
		case wire.Trouble:
			w.must(l.Err("tablet"))
		}
	}
	var left []sending
	for _, s := range tb.outbox {
		a, ok := acks[s.CID]
		switch {
		case !ok:
			w.fail(poisonAlone, "the tablet's change %s was not answered", s.CID)
		case s.want == "too_new", s.want == "held":
			if string(a.Result) != s.want {
				w.fail(poisonAlone, "a change that had to be answered %s was answered %s %s", s.want, a.Result, a.Code)
			}
			left = append(left, s)
			continue
		case s.want != "":
			if a.Result != wire.Quar || a.Code != s.want {
				w.fail(poisonAlone, "a change poisoned with %s was answered %s %s", s.want, a.Result, a.Code)
			}
		case !a.Result.Stored() || a.Result == wire.Quar:
			w.fail(poisonAlone, "a good change beside poisoned ones was answered %s %s %s", a.Result, a.Code, a.Text)
		}
		moved++
		tb.kept[s.CID] = s
		if s.want == "" {
			tb.seqs[s.change.Record] = max(tb.seqs[s.change.Record], a.Seq)
		}
	}
	tb.outbox = left
	return moved, more
}
