package register

import (
	"fmt"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A piece is one child's equipment record.
type piece struct {
	rec   assessments.Record
	v     *assessments.Equipment
	child assessments.ID
	key   string
}

func piecesOf(recs []assessments.Record) []piece {
	var out []piece
	for _, r := range recs {
		p := piece{rec: r, v: new(assessments.Equipment), child: r.Scope.ID}
		assessments.Decode(r.Fields, p.v)
		p.key = fold(strings.Join([]string{p.v.Maker, p.v.Model, p.v.Item, p.v.Size}, " "))
		out = append(out, p)
	}
	return out
}

// gone tells that the child does not have it, and will not.
func (p piece) gone() bool {
	return p.v.Status == "returned" || p.v.Status == "not-suitable" || p.v.Status == "referred"
}

// pieceWords says how far a child's equipment is.
var pieceWords = map[string]string{"recommended": "Recommended", "on-trial": "On trial", "not-suitable": "Not suitable", "ordered": "Ordered",
	"in-use": "In use", "referred": "Referred", "returned": "Returned"}

// A Question is what a safety notice names. An empty part asks nothing; several batches or serial numbers stand between commas.
type Question struct {
	Product, Maker, Batch string
}

// A Use is a thing or a child's record that a notice concerns.
type Use struct {
	Title, Line string
	Sure        bool   // false: something is not noted, so that somebody must look at the label
	Look        string // what to look for
	Child       assessments.ID
	Item        assessments.ID // the thing, or
	Piece       assessments.ID // the child's record
	rec         assessments.Record
	was         string // the notice it carries already
	gone        bool
}

// Uses answers everything that a notice concerns: the things of the register, whatever their state, and every child's own
// equipment record. What is not noted is never taken for a no.
func (m *Model) Uses(q Question) []Use {
	product, maker := strings.Fields(fold(q.Product)), strings.Fields(fold(q.Maker))
	if len(product)+len(maker) == 0 {
		return nil
	}
	var out []Use
	for _, t := range m.all {
		key := fold(strings.Join([]string{t.V.Product, t.V.Maker, t.V.Model}, " "))
		key += alsoMakers(key, t.V.Maker)
		ok, look := asks(product, maker, key, t.V.Maker, q.Batch, t.V.Batch, t.V.Serial)
		if ok {
			out = append(out, Use{Title: t.Title(), Line: t.Line(), Sure: look == "", Look: look, Child: t.V.Child, Item: t.Rec.ID, rec: t.Rec, was: t.V.Notice, gone: !t.inUse()})
		}
	}
	for _, p := range m.pieces {
		ok, look := asks(product, maker, p.key+alsoMakers(p.key, p.v.Maker), p.v.Maker, q.Batch, "", p.v.Serial)
		if !ok {
			continue
		}
		who := m.known[p.child]
		if who == "" {
			who = "A child whose record is not open on this tablet"
		}
		line := pieceWords[p.v.Status]
		if p.v.Serial != "" {
			line += ", serial " + p.v.Serial
		}
		out = append(out, Use{Title: who, Line: upperFirst(p.v.Name()) + ". " + line, Sure: look == "", Look: look, Child: p.child, Piece: p.rec.ID, rec: p.rec, was: p.v.Notice, gone: p.gone()})
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].gone != out[j].gone {
			return !out[i].gone
		}
		return out[i].Sure && !out[j].Sure
	})
	return out
}

// asks decides whether one record answers a notice, and what is not noted in it. A child's record has no batch of its own.
func asks(product, maker []string, key, itsMaker, batches, itsBatch, serial string) (ok bool, look string) {
	if !hasAll(key, product) {
		return false, ""
	}
	if !hasAll(key, maker) {
		if itsMaker != "" || len(product) == 0 {
			return false, "" // a maker alone must be named: half the register has none
		}
		look = "Maker not noted: look at the label"
	}
	if strings.TrimSpace(batches) == "" {
		return true, look
	}
	for _, b := range strings.Split(batches, ",") {
		if b = fold(strings.TrimSpace(b)); b != "" && (b == fold(itsBatch) || b == fold(serial)) {
			return true, look
		}
	}
	switch {
	case itsBatch == "":
		return true, "Batch not noted: look at the label"
	case serial == "":
		return true, "Serial number not noted: look at the label"
	}
	return false, "" // both are noted, and neither is named
}

// UseWords counts what was found, for a person who must answer a notice.
func UseWords(uses []Use) string {
	if len(uses) == 0 {
		return "Nothing in the register and no child’s record"
	}
	kids, items, pieces, look := map[assessments.ID]bool{}, 0, 0, 0
	for _, u := range uses {
		if u.Child != "" {
			kids[u.Child] = true
		}
		if u.Item != "" {
			items++
		} else {
			pieces++
		}
		if !u.Sure {
			look++
		}
	}
	s := fmt.Sprintf("%s in the register, %s, %s", count(items, "thing", "things"), count(pieces, "child’s record", "children’s records"), count(len(kids), "child", "children"))
	if look > 0 {
		s += fmt.Sprintf(". %d to look at: something is not noted", look)
	}
	return s
}

// Mark makes the edits that put a notice on every use, and those that take it off again. What is marked already is left alone.
func Mark(uses []Use, notice string) (do, undo []assessments.Edit, err error) {
	if notice = strings.TrimSpace(notice); notice == "" {
		return nil, nil, assessments.Errorf(assessments.Invalid, "register.mark", "Enter the notice's reference and what it asks, such as “NatPSA/2026/004: check the footplate bolts”.")
	}
	for _, u := range uses {
		value := notice
		switch {
		case strings.Contains(u.was, notice):
			continue
		case u.was != "":
			value = u.was + "; " + notice // an older notice still applies
		}
		edit := assessments.Edit{Record: u.rec.ID, Kind: u.rec.Kind, Scope: u.rec.Scope, Op: assessments.OpSet}
		edit.Set = assessments.Fields{"notice": raw(value)}
		do = append(do, edit)
		edit.Set = assessments.Fields{"notice": orNull(u.rec.Fields["notice"])}
		undo = append(undo, edit)
	}
	if len(do) == 0 {
		return nil, nil, assessments.Errorf(assessments.Invalid, "register.mark", "Everything that uses it carries this notice already.")
	}
	return do, undo, nil
}

func orNull(raw []byte) []byte {
	if len(raw) == 0 {
		return []byte("null")
	}
	return raw
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
