package library

import (
	"slices"
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Notice is a maker's or regulator's safety notice: what it is about, and if it says so which numbers.
type Notice struct {
	Product string // id in the catalogue, or words that stand on the label
	Maker   string
	Serials []string // with no Batches either: every number
	Batches []string
}

// A User is somebody who has what a notice is about, or may have it.
type User struct {
	Child     assessments.ID // "" for a thing in store or at a setting
	Item      assessments.ID // register entry, or
	Equipment assessments.ID // the child's equipment record; with Item, the one that the entry answers
	Look      string         // what must be read off the label, "" where everything that decides is recorded
}

// A label is what a record tells of a thing.
type label struct {
	words                         []string
	product, maker, serial, batch string
}

// WhoUses lists who has what a notice is about, those that are sure first. Doubt never leaves anyone out: where maker or number
// is not recorded, or only the range of products fits, the entry stands with what must be looked at. Equipment that was
// recommended, is on order or was struck from use in this service's hands is listed too, so that it is not delivered or lent;
// what has gone back or was not suitable is not, unless somebody still has it. A child's record that an entry of the register
// answers is told with that entry.
func (l *Library) WhoUses(n Notice, entries []Entry, pieces []Piece) []User {
	var sure, doubt []User
	keep := func(u User, ok bool) {
		switch {
		case ok && u.Look == "":
			sure = append(sure, u)
		case ok:
			doubt = append(doubt, u)
		}
	}
	told := map[assessments.ID]bool{}
	for _, e := range entries {
		if (e.Status == "condemned" || e.Status == "returned-to-owner") && e.Child == "" && e.Setting == "" {
			continue
		}
		look, about, hit := l.meets(n, label{e.words(), e.Product, e.Maker, e.Serial, e.Batch})
		told[e.Equipment] = told[e.Equipment] || about
		keep(User{Child: e.Child, Item: e.ID, Equipment: e.Equipment, Look: look}, hit)
	}
	for _, p := range pieces {
		if p.Status == "returned" || p.Status == "not-suitable" || told[p.ID] {
			continue
		}
		look, _, hit := l.meets(n, label{words: p.words(), maker: p.Maker, serial: p.Serial})
		keep(User{Child: p.Child, Equipment: p.ID, Look: look}, hit)
	}
	return append(sure, doubt...)
}

// meets holds one thing against a notice: whether it is the product at all, and whether it is one of those named. A serial or a
// batch number that is named is enough; one that is not recorded leaves a doubt.
func (l *Library) meets(n Notice, x label) (look string, about, hit bool) {
	look, about = l.about(n, x)
	switch {
	case !about:
		return "", false, false
	case len(n.Serials)+len(n.Batches) == 0 || named(n.Serials, x.serial) || named(n.Batches, x.batch):
		return look, true, true
	case len(n.Batches) > 0 && x.batch == "":
		return "Batch not noted: look at the label", true, true
	case len(n.Serials) > 0 && x.serial == "":
		return "Serial number not noted: look at the label", true, true
	}
	return "", true, false
}

// named reports whether a number that is recorded stands in a list, however either is spaced.
func named(list []string, number string) bool {
	return number != "" && slices.ContainsFunc(list, func(s string) bool { return squeeze(s) == squeeze(number) })
}

// about reports whether a label names what the notice is about, and what must be looked at where that is not sure. A thing with
// the old label of a brand is found under its present owner, and the other way round.
func (l *Library) about(n Notice, x label) (look string, about bool) {
	const makerMissing = "Maker not noted: look at the label"
	asked, maker := split(n.Product), split(n.Maker)
	if len(asked)+len(maker) == 0 {
		return "", false
	}
	words := x.words
	if q, ok := l.match(words, x.product, x.maker); ok && (x.maker != "" || q.ID == x.product) {
		words, x.maker = slices.Concat(words, split(q.Title()+" "+strings.Join(q.AlsoMakers, " "))), q.Maker
	}
	if hasParts(words, asked) {
		switch {
		case hasParts(words, maker):
			return "", true
		case x.maker != "" || len(asked) == 0: // a maker alone must be named: half a register has none
			return "", false
		}
		return makerMissing, true
	}
	p, known := l.meant(n)
	switch {
	case !known || !p.madeBy(x.maker):
		return "", false
	case p.namedIn(words) && x.maker == "" && !hasAll(words, split(p.Maker)):
		return makerMissing, true
	case p.namedIn(words):
		return "", true
	case p.Range != "" && hasAll(words, split(p.Range)):
		return "Only the range is noted: read the name on the label", true
	}
	return "", false
}

// meant is the named product of the catalogue that a notice is about: by id, or by its whole name with or without its maker.
func (l *Library) meant(n Notice) (Product, bool) {
	if p, ok := l.Product(n.Product); ok {
		return p, true
	}
	asked := split(n.Product)
	for _, p := range l.Products {
		if p.Maker != "" && p.madeBy(n.Maker) && p.namedIn(asked) && hasAll(split(p.Title()+" "+strings.Join(p.AlsoMakers, " ")), asked) {
			return p, true
		}
	}
	return Product{}, false
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

// apostrophes are left out by half of those who type.
var apostrophes = strings.NewReplacer("'", "", "’", "")

// split cuts a text into its words in lower case.
func split(s string) []string {
	return strings.FieldsFunc(strings.ToLower(apostrophes.Replace(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
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

// hasParts reports whether each asked word stands in one of words, were it only a part of it: somebody who types half a name
// must not be told that nobody has the thing.
func hasParts(words, asked []string) bool {
	for _, a := range asked {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, a) }) {
			return false
		}
	}
	return true
}
