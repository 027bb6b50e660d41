package ledger

import (
	"context"
	"encoding/json"
)

// A ConflictRow is a field with more than one value. The first value is the record's own, the others are kept beside it.
type ConflictRow struct {
	ID     string          `json:"id"`
	Tenant string          `json:"tenant"`
	Record string          `json:"record"`
	Field  string          `json:"field"`
	Opened uint64          `json:"opened_seq"`
	Values []ConflictValue `json:"values"`
}

// A ConflictValue is one of the values, with who gave it and when their device said it was.
type ConflictValue struct {
	Value    json.RawMessage `json:"value"`
	Author   string          `json:"author"`
	Device   string          `json:"device"`
	At       string          `json:"at"`
	CID      string          `json:"cid"`
	Proposal bool            `json:"proposal,omitempty"`
}

// Conflicts lists the open conflicts and proposals; tenant "" means all.
func (l *Ledger) Conflicts(ctx context.Context, tenant string) ([]ConflictRow, error) {
	out := []ConflictRow{}
	// The values are in the head; the row of the list only says that there are several.
	err := l.each(ctx, "ledger.conflicts", `SELECT tenant, field, opened_seq, `+headColumns+` FROM (SELECT tenant AS ct, rec AS cr, field, opened_seq FROM conflict
		WHERE resolved_seq = 0 AND (tenant = ?1 OR ?1 = '')) c JOIN rec_head ON tenant = ct AND rec = cr ORDER BY tenant, opened_seq, rec, field`, func(scan func(...any) error) error {
		var c ConflictRow
		h, err := scanHead(func(head ...any) error { return scan(append([]any{&c.Tenant, &c.Field, &c.Opened}, head...)...) })
		if err != nil {
			return err
		}
		c.Record = string(h.head.Record)
		c.ID = c.Record + "/" + c.Field
		own, set := h.head.Fields[c.Field], h.head.Setters[c.Field]
		if own == nil {
			own = json.RawMessage("null")
		}
		c.Values = []ConflictValue{{Value: own, Author: string(set.Author), Device: set.Device, At: set.At, CID: set.CID}}
		for _, s := range h.head.Siblings[c.Field] {
			c.Values = append(c.Values, ConflictValue{s.Value, string(s.Author), s.Device, s.At, s.CID, s.Proposal})
		}
		out = append(out, c)
		return nil
	}, tenant)
	return out, err
}
