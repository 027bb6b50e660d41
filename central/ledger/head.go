package ledger

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// headBody is a head's part that a signature freezes. A setter is six ids and a time, mostly of one change that set every field, so
// each is written once, in Who; By names the place in it for the fields that the first of them did not set, -1 for a value that
// nobody set. Heads of the first form have no Who, and the setters themselves in By.
type headBody struct {
	Fields assessments.Fields   `json:"f"`
	Who    []merge.Setter       `json:"who"`
	By     json.RawMessage      `json:"by,omitempty"`
	Signed *assessments.Signing `json:"sign,omitempty"`
}

// setters says who set each field.
func (b *headBody) setters() (map[string]merge.Setter, error) {
	all := map[string]merge.Setter{}
	if b.Who == nil {
		if len(b.By) == 0 {
			return nil, nil
		}
		return all, json.Unmarshal(b.By, &all)
	}
	place := map[string]int{}
	if len(b.By) > 0 {
		if err := json.Unmarshal(b.By, &place); err != nil {
			return nil, err
		}
	}
	for f := range b.Fields {
		if _, named := place[f]; !named {
			place[f] = 0
		}
	}
	for f, i := range place {
		if i >= len(b.Who) {
			return nil, errNoSetter
		}
		if i >= 0 {
			all[f] = b.Who[i]
		}
	}
	return all, nil
}

var errNoSetter = errors.New("a field's setter is missing")

var errNoChange = errors.New("the change that stands for it is missing")

var errOther = errors.New("the change that stands for it is of another record")

// A loaded head keeps the bytes it was read from: a signed body is written back as it was, byte for byte.
type loaded struct {
	head                 merge.Head
	body, beside         []byte
	bodySeq0, besideSeq0 int64
}

func readHead(rec, kind, scope, signedCID string, seq uint64, body, beside []byte, bodySeq0, besideSeq0 int64) (loaded, error) {
	var b headBody
	if err := json.Unmarshal(body, &b); err != nil {
		return loaded{}, damaged(err, rec)
	}
	setters, err := b.setters()
	if err != nil {
		return loaded{}, damaged(err, rec)
	}
	h := merge.Head{Record: assessments.ID(rec), Kind: assessments.Kind(kind), Scope: scopeOf(scope), Seq: seq, Fields: b.Fields, Setters: setters, Signed: b.Signed, SignedAs: signedCID}
	if err := json.Unmarshal(beside, &h.Siblings); err != nil {
		return loaded{}, damaged(err, rec)
	}
	for f, s := range h.Setters {
		s.Seq = settleSeq(s.Seq, uint64(bodySeq0))
		h.Setters[f] = s
	}
	for _, list := range h.Siblings {
		for i := range list {
			list[i].Seq = settleSeq(list[i].Seq, uint64(besideSeq0))
		}
	}
	return loaded{h, body, beside, bodySeq0, besideSeq0}, nil
}

// onlyChange is the head of a record that is one plain change: it says all that a body would, and a body would be as many bytes again,
// for the service and for its database.
func onlyChange(rec string, seq uint64, device, inc string, base int64, frozen []byte) (loaded, error) {
	c, err := wire.Thaw(frozen)
	if err == nil && string(c.Record) != rec {
		err = errOther
	}
	if err != nil {
		return loaded{}, damaged(err, rec)
	}
	c.Device, c.Inc = device, inc
	c.Move(movedBase(base))
	return loaded{head: merge.Apply(nil, c, merge.Decide(nil, c), seq)}, nil
}

func damaged(err error, rec string) error {
	return assessments.Wrap(err, assessments.Damaged, "ledger.head", "The service's copy of record "+assessments.ID(rec).Short()+" is damaged.")
}

// packBody writes a headBody. The values are JSON already, and are most of it.
func packBody(h merge.Head) ([]byte, error) {
	size := 512
	for f, v := range h.Fields {
		size += len(f) + len(v) + 16
	}
	b, comma := append(make([]byte, 0, size), `{"f":{`...), ""
	for _, f := range sorted(h.Fields) {
		b = append(wire.AppendText(append(b, comma...), f), ':')
		b, comma = append(b, h.Fields[f]...), ","
	}
	var who []merge.Setter
	var by []byte // the fields that the first setter did not set, or that have no value
	place := func(f string, i int) {
		if len(by) > 0 {
			by = append(by, ',')
		}
		by = strconv.AppendInt(append(wire.AppendText(by, f), ':'), int64(i), 10)
	}
	for _, f := range sorted(h.Setters) {
		i := slices.Index(who, h.Setters[f])
		if i < 0 {
			i, who = len(who), append(who, h.Setters[f])
		}
		if _, has := h.Fields[f]; i > 0 || !has {
			place(f, i)
		}
	}
	for _, f := range sorted(h.Fields) {
		if _, set := h.Setters[f]; !set {
			place(f, -1)
		}
	}
	b, comma = append(b, `},"who":[`...), ""
	for _, s := range who {
		one, err := packSetter(append(b, comma...), s)
		if err != nil {
			return nil, err
		}
		b, comma = one, ","
	}
	b = append(b, ']')
	if len(by) > 0 {
		b = append(append(append(b, `,"by":{`...), by...), '}')
	}
	if h.Signed != nil {
		sign, err := marshal(h.Signed)
		if err != nil {
			return nil, err
		}
		b = append(append(b, `,"sign":`...), sign...)
	}
	return append(b, '}'), nil
}

// packSetter writes one setter behind b.
func packSetter(b []byte, s merge.Setter) ([]byte, error) {
	b = strconv.AppendUint(append(b, `{"seq":`...), s.Seq, 10)
	b = wire.AppendText(append(b, `,"cid":`...), s.CID)
	b = wire.AppendText(append(b, `,"dev":`...), s.Device)
	b = wire.AppendText(append(b, `,"inc":`...), s.Inc)
	if s.Author != "" {
		b = wire.AppendText(append(b, `,"author":`...), string(s.Author))
	}
	if s.At != "" {
		b = wire.AppendText(append(b, `,"at":`...), s.At)
	}
	if s.Saw != (wire.Saw{}) {
		saw, err := marshal(s.Saw)
		if err != nil {
			return nil, err
		}
		b = append(append(b, `,"saw":`...), saw...)
	}
	return append(b, '}'), nil
}
