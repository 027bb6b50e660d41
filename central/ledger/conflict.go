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
	err := l.read(ctx, "ledger.conflicts", func(tx txn) error {
		err := tx.each(ctx, `SELECT tenant, rec, field, opened_seq FROM conflict WHERE resolved_seq = 0 AND (tenant = ?1 OR ?1 = '') ORDER BY tenant, opened_seq, rec, field`, func(scan func(...any) error) error {
			var c ConflictRow
			err := scan(&c.Tenant, &c.Record, &c.Field, &c.Opened)
			c.ID = c.Record + "/" + c.Field
			out = append(out, c)
			return err
		}, tenant)
		for i := range out {
			if err == nil {
				err = out[i].fill(ctx, tx)
			}
		}
		return err
	})
	return out, err
}

// fill reads the values from the head, where they are kept; the row of the list only says that there are several.
func (c *ConflictRow) fill(ctx context.Context, tx txn) error {
	h, err := scanHead(tx.row(ctx, `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND rec = ?2`, c.Tenant, c.Record).Scan)
	if err != nil {
		return err
	}
	own, set := h.head.Fields[c.Field], h.head.Setters[c.Field]
	if own == nil {
		own = json.RawMessage("null")
	}
	c.Values = []ConflictValue{{Value: own, Author: string(set.Author), Device: set.Device, At: set.At, CID: set.CID}}
	for _, s := range h.head.Siblings[c.Field] {
		c.Values = append(c.Values, ConflictValue{s.Value, string(s.Author), s.Device, s.At, s.CID, s.Proposal})
	}
	return nil
}
