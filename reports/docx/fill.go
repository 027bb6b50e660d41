package docx

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// Rest says what becomes of content that a form has no place for. It is returned in any case.
type Rest bool

// The choices.
const (
	ListRest   Rest = false // it is only returned
	AppendRest Rest = true  // it stands at the end of the form, under a heading that says so
)

// notAsked is the heading over what a form has no place for.
const notAsked = "Not asked for by this form"

// nothing is what a place says when the report has nothing for it: an empty place would look forgotten.
const nothing = "Nothing is recorded for this part of the form."

// What a place says of content that exists: an earlier place has it, or it is a picture and the place is for words.
const (
	seeAbove  = "See above."
	noPicture = "A picture belongs to this part of the form, and there is no room for one here."
)

// maxPut is how much may be put into all controls: a form made to harm has one a hundred thousand times.
const maxPut = 16 << 20

// A Filled is a form with a report in it.
type Filled struct {
	Bytes    []byte
	Unmapped []Unmapped // what of the report has no place in the form
	Empty    []string   // places for which the report has nothing, in words
}

// A filler gathers the edits of one form.
type filler struct {
	f        *form
	from     *taker
	edits    map[string][]edit
	styles   map[string]string
	pictures []*picture
	firstPic int // the number before the first picture that is put in
	size     int // of what was put into controls
	filled   Filled
	wrong    []string
}

// Fill puts doc into a council's form as the layout says. Everything else in the form stays as it came: text, styles,
// protection, other controls. A control or heading that the layout names and the form does not have is an Invalid error
// that names it with its line, as is a layout for another kind of report; nothing is filled then.
func Fill(ctx context.Context, data []byte, l Layout, doc reports.Document, rest Rest) (Filled, error) {
	const op = "docx.fill"
	if doc.Kind != l.Kind {
		return Filled{}, assessments.Errorf(assessments.Invalid, op, "The layout %s is for a report of the kind %s, and this is %s.", l.File, l.Kind, doc.Kind)
	}
	f, err := readForm(data)
	if err != nil {
		return Filled{}, err
	}
	w := &filler{f: f, from: newTaker(doc), edits: map[string][]edit{}, styles: f.styles()}
	w.firstPic = w.lastPicture()
	w.all(ctx, l.Places)
	if err := ctx.Err(); err != nil {
		return Filled{}, assessments.Wrap(err, assessments.Unavailable, op, "Filling the form was stopped. Nothing was lost.")
	}
	if len(w.wrong) > 0 {
		return Filled{}, assessments.Errorf(assessments.Invalid, op, "%s", strings.Join(w.wrong, "\n"))
	}
	subtitle := false
	for _, p := range l.Places {
		subtitle = subtitle || p.Value == "subtitle"
	}
	w.filled.Unmapped = w.from.rest(subtitle)
	w.around(doc, rest)
	if err := w.finish(); err != nil {
		return Filled{}, err
	}
	return w.filled, nil
}

// all fills facts first, so that a block of labels and values that goes elsewhere does not say them again.
func (w *filler) all(ctx context.Context, places []Place) {
	for _, turn := range []func(Place) bool{
		func(p Place) bool { return p.Fact != "" || p.Value != "" },
		func(p Place) bool { return len(p.Columns) > 0 },
		func(p Place) bool { return p.Fact == "" && p.Value == "" && len(p.Columns) == 0 && len(p.Blocks) > 0 },
		func(p Place) bool { return p.Fact == "" && p.Value == "" && len(p.Columns) == 0 && len(p.Blocks) == 0 },
	} {
		for _, p := range places {
			if ctx.Err() == nil && turn(p) {
				w.place(p)
			}
		}
	}
}

// say keeps a problem and goes on: whoever mends a layout wants to see all that is wrong at once.
func (w *filler) say(p Place, format string, args ...any) {
	w.wrong = append(w.wrong, fmt.Sprintf("Line %d of the layout: ", p.Line)+fmt.Sprintf(format, args...))
}

// place fills one place.
func (w *filler) place(p Place) {
	switch {
	case len(p.Columns) > 0:
		w.rows(p)
	case p.Heading != "":
		at := w.f.paragraphs(p.Heading)
		switch len(at) {
		case 0:
			w.say(p, "the form has no paragraph that says “%s”.", p.Heading)
		case 1:
			w.below(at[0], w.content(p, true))
		default:
			w.say(p, "%d paragraphs of the form say “%s”, so it is not clear which is meant. Use a content control there.", len(at), p.Heading)
		}
	default:
		at := w.f.find(p.Control)
		if len(at) == 0 {
			w.say(p, "the form has no content control with the tag or title “%s”. %s", p.Control, w.f.names())
			return
		}
		pictures := false
		for _, c := range at {
			pictures = pictures || !w.simple(c) && !c.inline()
		}
		blocks := w.content(p, pictures)
		for _, c := range at {
			if c.list() && unsaid(blocks) {
				w.empty(p)
			}
			if text, why := w.control(c, blocks); why != "" {
				w.say(p, "the content control “%s” %s", p.Control, why)
			} else {
				w.edits[c.part] = append(w.edits[c.part], text...)
				for _, e := range text {
					w.size += len(e.text)
				}
				if w.size > maxPut {
					w.say(p, "the form has the content control “%s” so many times that the file would be too large.", p.Control)
					return
				}
			}
		}
	}
}

// empty lists a place for which the report has nothing, once.
func (w *filler) empty(p Place) {
	said := join(", ", p.Control+p.Heading, join(" ", p.Section, p.Fact, p.Value))
	if !slices.Contains(w.filled.Empty, said) {
		w.filled.Empty = append(w.filled.Empty, said)
	}
}

// content is what a place takes, as blocks. A place that finds nothing says so.
func (w *filler) content(p Place, pictures bool) []reports.Block {
	var out []reports.Block
	instead := ""
	switch {
	case p.Value != "":
		for _, s := range w.from.value(p.Value) {
			if s != "" {
				out = append(out, &reports.Para{Text: plain(s)})
			}
		}
	case p.Fact != "":
		for _, t := range w.from.fact(p.Section, p.Fact) {
			out = append(out, &reports.Para{Text: t})
		}
	default:
		out, instead = w.from.blocks(p.Section, p.Blocks, pictures)
	}
	switch {
	case len(out) > 0:
		return out
	case instead != "":
		return []reports.Block{&reports.Para{Text: reports.Text{{Text: instead, Gap: instead == noPicture}}}}
	}
	w.empty(p)
	return []reports.Block{&reports.Para{Text: reports.Text{{Text: nothing, Gap: true}}}}
}

// below puts blocks under a paragraph, in place of an empty one that waits for them.
func (w *filler) below(at *node, blocks []reports.Block) {
	data := w.f.parts[w.f.main]
	from, to, base := at.to, at.to, (*node)(nil)
	for i, k := range at.up.kids {
		if k == at && i+1 < len(at.up.kids) {
			if next := at.up.kids[i+1]; next.waits(data) {
				from, to, base = next.from, next.to, next
			}
		}
	}
	w.edits[w.f.main] = append(w.edits[w.f.main], edit{from, to, w.print(w.dress(data, base, nil), pieces(blocks))})
}

// waits reports whether n is a paragraph with nothing in it. What is not known to be nothing is something: a page break, a
// picture of any kind, a field, the place of a bookmark.
func (n *node) waits(data []byte) bool {
	if !n.is("p") || strings.TrimSpace(n.words(data)) != "" || n.first("sectPr") != nil {
		return false
	}
	bare := true
	n.walk(func(k *node) bool {
		switch {
		case k == n, k.is("r"), k.is("t"), k.is("tab"), k.is("proofErr"), k.is("lastRenderedPageBreak"):
		case k.is("pPr"), k.is("rPr"):
			return false
		case k.is("br"):
			bare = bare && (k.attr("type") == "" || k.attr("type") == "textWrapping")
		default:
			bare = false
		}
		return bare
	})
	return bare
}

// dress is the look of a paragraph of the form, and of a run in it.
func (w *filler) dress(data []byte, p, r *node) guest {
	g := guest{par: taken(data, p.kid("pPr"), parOrder), run: taken(data, r, runOrder), grid: w.styles["table grid"]}
	if r == nil {
		if x := p.first2("r"); x != nil {
			g.run = taken(data, x.kid("rPr"), runOrder)
		}
	}
	if strings.Contains(strings.ToLower(g.run["rStyle"]), "placeholder") { // grey words that ask to be typed over
		g.run = props{}
	}
	g.par, g.run = g.par.without("pageBreakBefore", "outlineLvl"), g.run.without("rtl", "lang")
	return g
}

// print writes pieces in a dress of the form.
func (w *filler) print(g guest, ps []piece) string {
	p := &printer{d: g, pictures: w.pictures, firstPic: w.firstPic}
	p.pieces(ps)
	out := p.close()
	w.pictures = p.pictures
	return out
}

// first2 is first, for a node that may be nil.
func (n *node) first2(name string) *node {
	if n == nil {
		return nil
	}
	return n.first(name)
}
