package library

import (
	"slices"
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Notice is a maker's or regulator's safety notice: what it is about, and if it says so which numbers.
type Notice struct {
	Product string // id in the catalogue, or ""
	Maker   string
	Model   string   // words that stand on the label, all of which must be found
	Serials []string // none: every serial number
	Batches []string
}

// A User is somebody who has what a notice is about, or may have it.
type User struct {
	Child     assessments.ID // "" for a thing in store or at a setting
	Setting   assessments.ID
	Place     string
	Name      string
	Serial    string
	Batch     string
	Status    string
	Item      assessments.ID // register entry, or
	Equipment assessments.ID // the child's equipment record
	Sure      bool
	Why       string // what makes it match, or what must be read off the label
}

// WhoUses lists who has what a notice is about, those that are sure first. Doubt never leaves anyone out: where the serial
// number is not recorded, or only the range of products fits, the entry stands with what must be looked at. Equipment that was
// recommended, is on order or was struck from use in this service's hands is listed too, so that it is not delivered or lent;
// what has gone back or was not suitable is not.
func (l *Library) WhoUses(n Notice, entries []Entry, pieces []Piece) []User {
	var sure, doubt []User
	keep := func(u User, ok bool) {
		switch {
		case ok && u.Sure:
			sure = append(sure, u)
		case ok:
			doubt = append(doubt, u)
		}
	}
	told := map[assessments.ID]bool{}
	for _, e := range entries {
		if e.Status == "condemned" || e.Status == "returned-to-owner" {
			continue
		}
		u := User{Child: e.Child, Setting: e.Setting, Place: e.Place, Name: nameOf(e.EquipmentItem), Serial: e.Serial, Batch: e.Batch,
			Status: e.Status, Item: e.ID, Equipment: e.Equipment}
		u, about, hit := l.meets(n, u, e.words(), e.Product, e.Maker)
		told[e.Equipment] = told[e.Equipment] || about
		keep(u, hit)
	}
	for _, p := range pieces {
		if p.Status == "returned" || p.Status == "not-suitable" || told[p.ID] {
			continue
		}
		u := User{Child: p.Child, Place: p.Place, Name: p.Name(), Serial: p.Serial, Status: p.Status, Equipment: p.ID}
		u, _, hit := l.meets(n, u, p.words(), "", p.Maker)
		keep(u, hit)
	}
	return append(sure, doubt...)
}

// meets holds one thing against a notice: whether it is the product at all, and whether it is one of those named. A serial or a
// batch number that is named is enough; one that is not recorded leaves a doubt.
func (l *Library) meets(n Notice, u User, words []string, product, maker string) (_ User, about, hit bool) {
	whole, part := l.about(n, words, product, maker)
	if !whole && !part {
		return u, false, false
	}
	u.Sure, u.Why = whole, "The product matches."
	if !whole {
		u.Why = "The range of products matches: read the name on the label."
	}
	if len(n.Serials)+len(n.Batches) == 0 {
		return u, true, true
	}
	if named(n.Serials, u.Serial) || named(n.Batches, u.Batch) {
		u.Why = "The product and the number match."
		return u, true, true
	}
	switch {
	case len(n.Serials) > 0 && u.Serial == "":
		u.Sure, u.Why = false, "The serial number is not recorded: read it off the label."
	case len(n.Batches) > 0 && u.Batch == "":
		u.Sure, u.Why = false, "The batch number is not recorded: read it off the label."
	default:
		return u, true, false
	}
	return u, true, true
}

// named reports whether a number that is recorded stands in a list, however either is spaced.
func named(list []string, number string) bool {
	return number != "" && slices.ContainsFunc(list, func(s string) bool { return squeeze(s) == squeeze(number) })
}

// about reports whether words name what the notice is about, wholly or only its range.
func (l *Library) about(n Notice, words []string, product, maker string) (whole, part bool) {
	if n.Product != "" {
		if product == n.Product {
			return true, false
		}
		p, ok := l.Product(n.Product)
		if !ok || !p.madeBy(maker) {
			return false, false
		}
		return p.namedIn(words), p.Range != "" && hasAll(words, split(p.Range))
	}
	asked := split(n.Maker + " " + n.Model)
	if q, ok := l.Product(product); ok {
		words = append(split(q.Title()+" "+strings.Join(q.AlsoMakers, " ")), words...)
	}
	return len(asked) > 0 && hasAll(words, asked), false
}

// match finds the product of the catalogue that a record names: by id, else by every word of its name.
func (l *Library) match(words []string, product, maker string) (Product, bool) {
	if p, ok := l.Product(product); ok {
		return p, true
	}
	var best Product
	for _, p := range l.Products {
		if p.madeBy(maker) && p.namedIn(words) && len(p.Name) > len(best.Name) {
			best = p
		}
	}
	return best, best.ID != ""
}

// namedIn reports whether every word of the product's name stands among words.
func (p Product) namedIn(words []string) bool { return hasAll(words, split(p.Name)) }

// madeBy reports whether a maker's name on a record may be this product's: a record without one fits any.
func (p Product) madeBy(maker string) bool {
	if maker == "" || p.Maker == "" {
		return true
	}
	return slices.ContainsFunc(append([]string{p.Maker}, p.AlsoMakers...), func(m string) bool { return strings.EqualFold(m, strings.TrimSpace(maker)) })
}

func (e Entry) words() []string { return split(e.Product + " " + e.Maker + " " + e.Model) }

func (p Piece) words() []string {
	return split(p.Item + " " + p.Maker + " " + p.Model + " " + p.Size + " " + p.Type)
}

// split cuts a text into its words in lower case.
func split(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// squeeze is a number as it may be written on a label, with spaces and hyphens or without.
func squeeze(s string) string { return strings.Join(split(s), "") }

// hasAll reports whether words holds every wanted word; nothing wanted is never found, so that an empty question finds nobody.
func hasAll(words, want []string) bool {
	for _, w := range want {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return len(want) > 0
}
