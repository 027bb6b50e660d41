package merge

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Result is what became of a change. The words travel in acks and are never renamed.
type Result string

// The results. Conflict and Proposed are stored too: nothing is refused for being late. Quarantine keeps the raw bytes.
const (
	OK         Result = "ok"
	Conflict   Result = "conflict"
	Proposed   Result = "proposed"
	Quarantine Result = "quar"
)

// A Decision is what a change does to a head, and why. Set are the fields that take the change's value; Beside are the
// fields whose value is kept as a sibling; Settled are the siblings that a resolve closes.
type Decision struct {
	Result  Result
	Code    string // for Quarantine: schema, too_large, id_reuse
	Reason  string
	Set     []string
	Beside  []string
	Settled []string
}

// Decide works out what c does to head. A nil head is a record the service has not seen.
func Decide(head *Head, c wire.Change) Decision {
	if d, bad := refuse(head, c); bad {
		return d
	}
	if head == nil {
		head = &Head{}
	}
	switch c.Op {
	case assessments.OpSign:
		return decideSign(*head, c)
	default:
		return decideSet(*head, c)
	}
}

// refuse finds changes that cannot be part of any record.
func refuse(head *Head, c wire.Change) (Decision, bool) {
	quar := func(code, format string, args ...any) (Decision, bool) {
		return Decision{Result: Quarantine, Code: code, Reason: fmt.Sprintf(format, args...)}, true
	}
	switch {
	case !c.Record.Valid() || c.Kind == "" || !validCID(c.CID) || c.DSeq == 0:
		return quar("schema", "The change does not say which record it belongs to.")
	case c.Child != "" && c.Setting != "", c.Child != "" && !c.Child.Valid(), c.Setting != "" && !c.Setting.Valid():
		return quar("schema", "The change does not say clearly which child or setting it belongs to.")
	case c.Op != assessments.OpSet && c.Op != assessments.OpSign && c.Op != assessments.OpResolve:
		return quar("schema", "This version does not know what %q does.", string(c.Op))
	case c.Op == assessments.OpSign && c.Sign == nil:
		return quar("schema", "The signature does not say who signed.")
	case c.Op == assessments.OpSign && c.Sign.Hash != wire.ContentHash(c.Set):
		return quar("hash", "The signature is for other content than it came with.")
	case head != nil && (head.Record != c.Record || head.Kind != c.Kind || head.Scope != c.Scope()):
		return quar("id_reuse", "The record's id already belongs to another record.")
	}
	for _, name := range c.Set.Names() {
		if len(c.Set[name]) > assessments.MaxField {
			return quar("too_large", "%s is larger than a field may be.", name)
		}
	}
	return Decision{}, false
}

// decideSet merges field by field: a field conflicts only if somebody else set it after the author's base to another value.
func decideSet(head Head, c wire.Change) Decision {
	d := Decision{Result: OK}
	for _, f := range c.Set.Names() {
		switch {
		case same(head.Fields, c.Set, f):
			if unseen(head, c, f) || head.Signed != nil {
				continue // agreed already: nothing to set, nothing to ask
			}
			d.Set = append(d.Set, f)
		case head.Signed != nil:
			d.Beside, d.Result = append(d.Beside, f), Proposed
		case unseen(head, c, f):
			d.Beside, d.Result = append(d.Beside, f), Conflict
		default:
			d.Set = append(d.Set, f)
		}
	}
	if c.Op == assessments.OpResolve {
		d.Settled = append([]string(nil), c.Names...)
	}
	switch d.Result {
	case Conflict:
		d.Reason = "Somebody else changed the same field; both values are kept until a person chooses."
	case Proposed:
		d.Reason = "The record was signed; the change is kept as a proposed amendment."
	}
	return d
}

// decideSign locks exactly the content the signer saw. Fields that others changed meanwhile go beside it as proposals; a
// second signature over other content is a conflict of two signed versions.
func decideSign(head Head, c wire.Change) Decision {
	d := Decision{Result: OK}
	if head.Signed != nil {
		if head.Signed.Hash == c.Sign.Hash {
			return d
		}
		for _, f := range both(head.Fields, c.Set) {
			if !same(head.Fields, c.Set, f) {
				d.Beside = append(d.Beside, f)
			}
		}
		if len(d.Beside) == 0 {
			return d // the same content, written with other spaces
		}
		d.Result, d.Reason = Conflict, "The record was signed twice with different content; both versions are kept."
		return d
	}
	for _, f := range both(head.Fields, c.Set) {
		if !same(head.Fields, c.Set, f) {
			d.Set = append(d.Set, f)
			if unseen(head, c, f) {
				d.Beside = append(d.Beside, f)
			}
		}
	}
	if len(d.Beside) > 0 {
		d.Result, d.Reason = Proposed, "It was signed as its author saw it; what others changed meanwhile is kept as proposed amendments."
	}
	return d
}

// unseen reports whether c's author had not seen what stands in field f. A change that says what it is over has seen that and nothing else,
// but for values that a resolve names, wherever they stand.
//
// One that does not say has seen what was set up to its base, and what its own device incarnation set. A device knows its own earlier
// values, but not always in the field: where others' had come first, its own stood beside. After a restore of the service the changes of
// that time are decided in another order, and such a value may come to stand in the field that a later change sets. Its author saw it
// there only if nothing of others had reached them between the two.
func unseen(head Head, c wire.Change, f string) bool {
	s, ok := head.Setters[f]
	switch {
	case !ok, c.Op == assessments.OpResolve && slices.Contains(c.Names, s.CID):
		return false
	case c.Over != nil:
		return c.Over[f] != s.CID
	case s.Seq <= c.Base:
		return false
	case s.Device != c.Device || s.Inc != c.Inc:
		return true
	}
	return c.Moved && s.Saw != c.Saw
}

func same(a, b assessments.Fields, f string) bool {
	x, y := a[f], b[f]
	if null(x) || null(y) {
		return null(x) == null(y)
	}
	return assessments.SameJSON(x, y)
}

// both lists the fields that either holds, in order.
func both(a, b assessments.Fields) []string {
	names := map[string]bool{}
	for _, f := range append(a.Names(), b.Names()...) {
		names[f] = true
	}
	return sortedKeys(names)
}

func validCID(cid string) bool {
	return len(cid) == 32 && strings.Trim(cid, "0123456789abcdef") == ""
}

func null(raw []byte) bool { return len(raw) == 0 || string(raw) == "null" }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	if len(keys) == 0 {
		return nil
	}
	return keys
}
