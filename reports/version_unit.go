package reports

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// unitKind is what sort of thing two versions are compared by.
type unitKind int

// The sorts: a card, a need, an action, a quotation, a picture, one thing that is not known, and all else under one heading.
// What is written there once and what is summed there are kept apart: a sum may stay untold, a step of an activity never.
const (
	oneCard unitKind = iota
	oneNeed
	oneAction
	oneQuote
	onePicture
	oneGap
	oneText
	oneSum   // words under a heading that say again what rows and needs say
	oneAside // what stands beside a heading: a day or a page number, told elsewhere
)

// unit is something of a report that can be added, changed or taken out. Its key is the record it came from where one is
// known, so that a row keeps its identity under another letter.
type unit struct {
	kind  unitKind
	key   string
	name  string // how a sentence calls it
	noun  string // of a card: row, outcome, equipment
	words string
	exact string // words before timeless
	card  *Card
}

// unitsOf cuts a document into units. Who signed is none of them: every version is signed anew.
func unitsOf(d Document) []unit {
	var out []unit
	section, head := "", ""
	text := func(words string, sums bool) {
		kind := oneText
		if sums {
			kind = oneSum
		}
		for i := range out {
			if out[i].kind == kind && out[i].key == head {
				out[i].words += "\n" + words
				return
			}
		}
		out = append(out, unit{kind: kind, key: head, name: head, words: words})
	}
	for _, b := range d.Blocks {
		words := plainOf(b)
		switch b := b.(type) {
		case *Section:
			section, head = b.Letter, b.Title
			if b.Aside != "" {
				out = append(out, unit{kind: oneAside, key: head, name: head, words: b.Aside})
			}
		case *Heading:
			if head = b.Text; b.Level == 2 {
				section = ""
			}
		case *Card:
			out = append(out, cardUnit(section, b))
		case *Action:
			out = append(out, unit{kind: oneAction, key: fromOf(b.What) + b.Title, name: b.Title, words: strings.Join(strings.Split(words, "\n")[1:], "\n")})
		case *Quote:
			out = append(out, unit{kind: oneQuote, key: b.Words, name: short(b.Words), words: b.By})
		case *Figure:
			out = append(out, pictureUnit(b.Caption, b.Alt, b.Picture))
		case *Drawing:
			drawn := *b
			drawn.Source = nil // a record is no line of it
			u := pictureUnit(b.Caption, b.Alt, drawn)
			u.key = "drawing/" + b.Caption // its Alt names sizes, and new sizes make no other drawing
			out = append(out, u)
		case *Chart:
			text(words, false)
		case *Callout:
			if b.Style == CalloutGap {
				for _, t := range b.Items {
					out = append(out, unit{kind: oneGap, key: t.Words()})
				}
				continue
			}
			text(words, false)
		case *Para:
			if b.Note {
				continue // sums, and the offer of other forms
			}
			if n := needUnit(section, b); n != nil {
				out = append(out, *n)
				continue
			}
			text(words, strings.HasSuffix(head, "in short"))
		case *Table:
			// The tables of Sections F to H list their rows again.
			text(words, section != "" && section != "B" && section != "E")
		case *KeyValues:
			for _, kv := range b.Rows {
				out = append(out, unit{kind: oneText, key: head + "/" + kv.Key, name: kv.Key, words: valueOf([]KeyValue{kv}, kv.Key)})
			}
		case *Signature, *PageBreak:
		default:
			text(words, section == "B" || section == "C" || section == "D")
		}
	}
	out = slices.DeleteFunc(out, func(u unit) bool {
		return (u.kind == oneText || u.kind == oneSum) && (u.name == "Signed" || u.name == "How to reach us")
	})
	return out
}

// timeless takes out of the words what every version says otherwise (up to which day it tells) and what is told by itself
// (the day of the review, and no other day: a splint that is looked at on a day of its own is told nowhere else).
func timeless(units []unit, review assessments.Date) []unit {
	for i := range units {
		u := &units[i]
		if u.exact = u.words; u.kind == oneQuote || u.kind == onePicture {
			continue // said or shown on a day, which is part of it
		}
		s := writtenAt.ReplaceAllString(u.words, "$1 this day")
		u.words = reviewAt.ReplaceAllStringFunc(s, func(m string) string {
			return dayIn.ReplaceAllStringFunc(m, func(day string) string {
				if readDay(day) == review {
					return "the review"
				}
				return day
			})
		})
	}
	return units
}

// same reports whether two units say the same, with or without the days that are told by themselves.
func (u *unit) same(other *unit) bool { return u.words == other.words || u.exact == other.exact }

// pictureUnit is a picture, known by its caption, else by what it shows; another picture under the same words has another
// sum.
func pictureUnit(caption, alt string, what any) unit {
	raw, err := json.Marshal(what)
	if err != nil {
		raw = []byte(err.Error()) // a stroke that is no number: the words alone are compared
	}
	key := cmp.Or(caption, alt)
	return unit{kind: onePicture, key: key, name: short(key), words: fmt.Sprintf("%s %x", alt, sha256.Sum256(raw))}
}

// short is the beginning of longer words, to name them by.
func short(words string) string {
	const most = 8
	if f := strings.Fields(words); len(f) > most {
		return strings.Join(f[:most], " ") + " …"
	}
	return open(words)
}

// cardUnit is a card; what it is called depends on the section it stands in.
func cardUnit(section string, c *Card) unit {
	u := unit{kind: oneCard, key: fromOf(c.Title), name: c.Tab, noun: "row", words: plainOf(c), card: c}
	switch section {
	case "F", "G", "H1", "H2":
	case "E":
		u.noun = "outcome"
	default:
		u.noun, u.name = "equipment", "“"+c.Title.Words()+"”"
	}
	if u.key == "" {
		u.key = section + c.Tab
	}
	return u
}

// needUnit is a need: a paragraph of Section B, C or D that opens with its area.
func needUnit(section string, p *Para) *unit {
	if section != "B" && section != "C" && section != "D" || len(p.Text) == 0 || !p.Text[0].Strong || len(p.Text[0].From) == 0 {
		return nil
	}
	return &unit{kind: oneNeed, key: string(p.Text[0].From[0]), name: open(p.Text[0].Text), words: p.Text.Words()}
}

// fromOf is the first record that a text came from.
func fromOf(t Text) string {
	for _, s := range t {
		if len(s.From) > 0 {
			return string(s.From[0])
		}
	}
	return ""
}

// plainOf is one block as plain text.
func plainOf(b Block) string {
	w := &textWriter{}
	w.block(b)
	return strings.TrimSpace(w.b.String())
}

// tell is a text as it is compared.
func tell(t Text) string { return strings.Join(strings.Fields(t.Words()), " ") }

// keysOf are the labels of two cards, each once.
func keysOf(a, b []KeyValue) []string {
	var out []string
	for _, kv := range append(b[:len(b):len(b)], a...) {
		if !slices.Contains(out, kv.Key) {
			out = append(out, kv.Key)
		}
	}
	return out
}

// valueOf is a value of a card in one line, "" where it has none.
func valueOf(all []KeyValue, key string) string {
	var out []string
	for _, kv := range all {
		if kv.Key == key {
			for _, l := range kv.Lines {
				out = append(out, tell(l))
			}
		}
	}
	return strings.Join(out, "; ")
}

// writtenAt is the day up to which a report tells.
var writtenAt = regexp.MustCompile(`(?i)\b(known by|as at) \d{1,2} [A-Z][a-z]+ \d{4}`)

var dayIn = regexp.MustCompile(`\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}`)

// movedDay is the new day in words where nothing but one day differs between two texts.
func movedDay(a, b string) string {
	was, is := dayIn.FindAllString(a, -1), dayIn.FindAllString(b, -1)
	if len(was) != 1 || len(is) != 1 || was[0] == is[0] || strings.Replace(a, was[0], is[0], 1) != b {
		return ""
	}
	return is[0]
}

// readDay reads a day as a report writes it.
func readDay(words string) assessments.Date {
	t, err := time.Parse("2 January 2006", words)
	if err != nil {
		return ""
	}
	return assessments.NewDate(t)
}
