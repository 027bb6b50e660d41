package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/reports"
)

// pieces turns blocks into paragraphs and tables.
func pieces(blocks []reports.Block) []piece {
	var out []piece
	newPage, volumes := false, 0
	for i, b := range blocks {
		if _, ok := b.(*reports.PageBreak); ok {
			newPage = true
			continue
		}
		ps := piecesOf(b)
		if len(ps) > 0 {
			ps = closer(blocks, i, ps)
		}
		if _, ok := b.(*reports.Volume); ok {
			volumes++
			head := ps[0].(para)
			head.opens, newPage = volumes, true
			ps[0] = head
		}
		if newPage && len(ps) > 0 {
			p, ok := ps[0].(para)
			if !ok { // a table cannot begin a page by itself
				p, ps = para{style: note}, append([]piece{nil}, ps...)
			}
			p.newPage, newPage = true, false
			ps[0] = p
		}
		out = append(out, ps...)
	}
	return out
}

// closer moves together what shares a school's first page: words of the child under the strengths, and the heading over
// the five actions.
func closer(blocks []reports.Block, i int, ps []piece) []piece {
	head, ok := ps[0].(para)
	if !ok {
		return ps
	}
	switch b := blocks[i].(type) {
	case *reports.Quote:
		if i > 0 && blocks[i-1].BlockType() == "strengths" && b.By != "" && len(b.Words)+len(b.By) < 70 {
			head.text, head.keep, head.after = append(head.text, reports.Span{Text: "  " + b.By, Soft: true}), false, 120
			return []piece{head}
		}
	case *reports.Section:
		if i+1 < len(blocks) && blocks[i+1].BlockType() == "action" {
			head.before, head.after = 240, 40
			ps[0] = head
		}
	}
	return ps
}

// side is the strengths on one line, where there is room for them: a reader takes them in at a glance.
func side(all []reports.Text) []piece {
	var line reports.Text
	n := 0
	for i, t := range all {
		if i > 0 {
			line = append(line, reports.Span{Text: "   ·   "})
		}
		line, n = append(line, t...), n+utf8.RuneCountInString(t.Words())
	}
	if n > 58 {
		return items(strength, bullets, all)
	}
	return []piece{para{style: strength, text: line, after: 120}}
}

// piecesOf is one block as pieces.
func piecesOf(b reports.Block) []piece {
	switch b := b.(type) {
	case *reports.Section:
		out := []piece{para{style: heading2, lead: b.Letter, margin: marginLetter, text: plain(b.Title), aside: b.Aside}}
		if b.Note != "" {
			out = append(out, para{style: under, text: plain(b.Note)})
		}
		return out
	case *reports.Heading:
		if b.Level <= 2 {
			return []piece{para{style: heading2, text: plain(b.Text)}}
		}
		return []piece{para{style: heading3, text: plain(b.Text)}}
	case *reports.Para:
		if b.Note {
			return []piece{para{style: note, text: b.Text}}
		}
		return []piece{para{style: body, text: b.Text}}
	case *reports.List:
		kind := bullets
		switch {
		case b.Gaps:
			kind = squares
		case b.Ordered:
			kind = numbers
		}
		return items(item, kind, b.Items)
	case *reports.Strengths:
		return side(b.Items)
	case *reports.Steps:
		return items(step, steps, b.Items)
	case *reports.Table:
		return tableOf(b)
	case *reports.KeyValues:
		return []piece{pairs(facts, "", b.Rows)}
	case *reports.Card:
		return cardOf(b)
	case *reports.Action:
		return actionOf(b)
	case *reports.Callout:
		return boxOf(b)
	case *reports.Quote:
		out := []piece{para{style: quote, text: plain("“" + b.Words + "”"), keep: b.By != ""}}
		if b.By != "" {
			out = append(out, para{style: quoted, text: plain(b.By)})
		}
		return out
	case *reports.Beside:
		return []piece{besideOf(b)}
	case *reports.TickGrid:
		return ticksOf(b)
	case *reports.Figure, *reports.Drawing, *reports.Chart:
		return pictureOf(b)
	case *reports.Signature:
		out := []piece{para{style: signature, text: strong(b.Name), keep: true}}
		for _, s := range []string{b.Job, b.Registration} {
			if s != "" {
				out = append(out, para{style: body, text: plain(s), keep: true})
			}
		}
		return append(out, para{style: note, text: plain(b.Locked)})
	case *reports.Volume:
		out := []piece{para{style: heading1, text: plain(b.Title)}}
		for _, s := range []string{b.Note, b.Proof} {
			if s != "" {
				out = append(out, para{style: subtitle, text: plain(s)})
			}
		}
		return out
	case *reports.Contents:
		return contentsOf(b)
	}
	// A block that is newer than this writer stands there in words: a part that is missing is worse than a plain one.
	return []piece{para{style: body, text: plain(strings.TrimSpace(reports.Document{Blocks: []reports.Block{b}}.PlainText()))}}
}

// contentsOf leads to the volumes by links. Word works out pages when it likes: a number in the file would be wrong.
func contentsOf(c *reports.Contents) []piece {
	out := []piece{para{style: heading2, text: plain(c.Caption)}}
	for i, r := range c.Rows {
		out = append(out, para{style: item, list: numbers, first: i == 0, text: strong(r.Title), leads: i + 1, keep: r.Note != ""})
		if r.Note != "" {
			out = append(out, para{style: itemNote, text: plain(r.Note)})
		}
	}
	return out
}

// items is a list: numbers begin again at its first item, so that two lists do not run on into each other.
func items(s style, kind list, all []reports.Text) []piece {
	var out []piece
	for i, t := range all {
		out = append(out, para{style: s, list: kind, first: i == 0, text: t})
	}
	return out
}

// cardOf is a heading with its tab, the dose line, and a table of labels and values.
func cardOf(c *reports.Card) []piece {
	s := heading3
	if c.Wide {
		s = outcome
	}
	m := tabFilled
	switch c.Style {
	case reports.TabOpen:
		m = tabOpen
	case reports.TabFooted:
		m = tabFooted
	}
	out := []piece{para{style: s, lead: c.Tab, margin: m, text: c.Title, keep: true}}
	if c.Dose != "" || c.Hours != "" {
		out = append(out, para{style: dose, text: plain(c.Dose), aside: c.Hours, keep: len(c.Values) > 0})
	}
	if len(c.Values) > 0 {
		t := pairs(card, join(". ", c.Tab, c.Title.Words()), c.Values)
		t.ruled = c.Dose == "" && c.Hours == ""
		out = append(out, t)
	}
	return out
}

// actionOf is a numbered heading, what to do, and its short values side by side.
func actionOf(a *reports.Action) []piece {
	// Five of them share page one, so they stand closer than other headings do.
	out := []piece{para{style: heading3, lead: fmt.Sprint(a.Number), margin: marginNumber, text: plain(a.Title), keep: true, before: 80, after: 10}}
	if len(a.What) > 0 {
		out = append(out, para{style: doWhat, text: a.What, keep: len(a.Values) > 0})
	}
	switch len(a.Values) {
	case 0:
	case 1: // a table of one value is a sentence
		t := reports.Text{{Text: a.Values[0].Key + "  ", Soft: true}}
		for i, l := range a.Values[0].Lines {
			if i > 0 {
				t = append(t, reports.Span{Text: "; "})
			}
			t = append(t, l...)
		}
		out = append(out, para{style: doText, text: t})
	default:
		out = append(out, sideBySide(a.Title, a.Values))
	}
	return out
}

// boxOf is a callout: paragraphs with one border around them all.
func boxOf(c *reports.Callout) []piece {
	s := boxDo
	kind := bullets
	switch c.Style {
	case reports.CalloutGap:
		s, kind = boxGap, squares
	case reports.CalloutStop:
		s = boxStop
	}
	var out []para
	if c.Title != "" {
		out = append(out, para{style: s + boxTitle, text: plain(c.Title)})
	}
	if len(c.Body) > 0 {
		out = append(out, para{style: s, indent: len(c.Items) > 0, text: c.Body})
	}
	for i, t := range c.Items {
		out = append(out, para{style: s, list: kind, first: i == 0, text: t})
	}
	ps := make([]piece, len(out))
	for i, p := range out {
		if i == 0 {
			p.before = 140 // outside its edge
		}
		p.boxed, p.keep = len(c.Items) > 0, i < len(out)-1
		ps[i] = p
	}
	return ps
}
