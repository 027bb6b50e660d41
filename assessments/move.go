package assessments

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// DerivedID is a record id that follows from other ids and a word: whoever derives it gets the same, so that two people who
// do the same thing apart make one record, and what differs between them shows as a conflict. It keeps the time within first, so
// that lists in order of id stay in order.
func DerivedID(word string, first ID, others ...ID) ID {
	if !first.Valid() {
		return ""
	}
	h := sha256.New()
	h.Write([]byte(word + "\n" + string(first) + "\n"))
	for _, id := range others {
		h.Write([]byte(string(id) + "\n"))
	}
	x := hex.EncodeToString(h.Sum(nil))
	// Version 8 of RFC 9562: made in a way of our own.
	return first[:14] + ID("8"+x[:3]+"-8"+x[3:6]+"-"+x[6:18])
}

// MovedID is the id of the record that takes the place of an entry under another child.
func MovedID(entry, child ID) ID { return DerivedID("moved", entry, child) }

// MarkOf is a short fingerprint of a field's value, "" for none: enough to see later that somebody changed it.
func MarkOf(v json.RawMessage) string {
	if isNull(v) {
		return ""
	}
	var x any
	if decodeExact(v, &x) == nil {
		if same, err := json.Marshal(x); err == nil { // in one order of members, without spaces
			v = same
		}
	}
	sum := sha256.Sum256(v)
	return hex.EncodeToString(sum[:8])
}

// MayMove reports whether an entry of this kind can be filed under another child as it stands. What speaks of other records, or
// was made from them, cannot: a report names the child in its own words.
func (k Kind) MayMove() bool {
	switch k {
	case KindChild, KindReport, KindTranslation, KindShare, KindReceipt, KindAccess, KindAmendment, KindEnteredInError:
		return false
	}
	info, ok := LookupKind(k)
	return ok && scopeAllowed(info, ScopeChild)
}
