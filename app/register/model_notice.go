package register

import (
	"fmt"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
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
		p.key = children.Fold(strings.Join([]string{p.v.Maker, p.v.Model, p.v.Item, p.v.Size}, " "))
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
	Item        assessments.ID       // the thing, or
	Piece       assessments.ID       // the child's record
	recs        []assessments.Record // what carries the notice: the thing, and the child's record that it answers
	gone        bool
}

// Uses answers everything that a notice concerns: the things of the register and every child's own equipment record, as the
// content library finds them. What is out of use stands last.
func (m *Model) Uses(q Question) []Use {
	n := library.Notice{Product: children.Fold(q.Product), Maker: children.Fold(q.Maker)}
	for _, b := range strings.Split(children.Fold(q.Batch), ",") {
		if b = strings.TrimSpace(b); b != "" { // the field takes both, as a notice may name either
			n.Batches, n.Serials = append(n.Batches, b), append(n.Serials, b)
		}
	}
	things, pieces := map[assessments.ID]Thing{}, map[assessments.ID]piece{}
	var entries []library.Entry
	for _, t := range m.all {
		e := library.Entry{ID: t.Rec.ID, EquipmentItem: *t.V}
		e.Product, e.Maker, e.Model = children.Fold(e.Product), children.Fold(e.Maker), children.Fold(e.Model)
		things[e.ID], entries = t, append(entries, e)
	}
	var own []library.Piece
	for _, p := range m.pieces {
		x := library.Piece{ID: p.rec.ID, Child: p.child, Equipment: *p.v}
		x.Item, x.Maker, x.Model = children.Fold(x.Item), children.Fold(x.Maker), children.Fold(x.Model)
		pieces[x.ID], own = p, append(own, x)
	}
	var out []Use
	for _, u := range rules().WhoUses(n, entries, own) {
		use := Use{Sure: u.Look == "", Look: u.Look, Child: u.Child, Item: u.Item}
		p, answered := pieces[u.Equipment]
		if t, ok := things[u.Item]; ok {
			use.Title, use.Line, use.recs, use.gone = t.Title(), t.Line(), []assessments.Record{t.Rec}, !t.inUse()
		} else {
			use.Title, use.Line, use.Piece, use.gone = m.whose(p), p.line(), u.Equipment, p.gone()
		}
		if answered && (u.Item == "" || !p.gone()) {
			use.recs = append(use.recs, p.rec)
		}
		out = append(out, use)
	}
	sort.SliceStable(out, func(i, j int) bool { return !out[i].gone && out[j].gone })
	return out
}

// whose names the child of a record. A child who is not on this tablet is still somebody.
func (m *Model) whose(p piece) string {
	if who := m.known[p.child]; who != "" {
		return who
	}
	return "A child whose record is not open on this tablet"
}

// line says what a child's record is about, and which one it is.
func (p piece) line() string {
	line := assessments.UpperFirst(p.v.Name()) + ". " + pieceWords[p.v.Status]
	if p.v.Serial != "" {
		line += ", serial " + p.v.Serial
	}
	return line
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
		for _, rec := range u.recs {
			was, value := rec.Fields.Text("notice"), notice
			switch {
			case strings.Contains(was, notice):
				continue
			case was != "":
				value = was + "; " + notice // an older notice still applies
			}
			edit := assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet}
			edit.Set = assessments.Fields{"notice": raw(value)}
			do = append(do, edit)
			edit.Set = assessments.Fields{"notice": orNull(rec.Fields["notice"])}
			undo = append(undo, edit)
		}
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
