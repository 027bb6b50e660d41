package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// pieces turns blocks into paragraphs and tables.
func pieces(blocks []reports.Block) []piece {
	var out []piece
	newPage, volumes := false, 0
	for _, b := range blocks {
		if _, ok := b.(*reports.PageBreak); ok {
			newPage = true
			continue
		}
		ps := piecesOf(b)
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
		return items(strength, bullets, b.Items)
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
	out := []piece{para{style: heading3, lead: fmt.Sprint(a.Number), margin: marginNumber, text: plain(a.Title), keep: true, before: 170, after: 20}}
	if len(a.What) > 0 {
		out = append(out, para{style: body, text: a.What, keep: len(a.Values) > 0, after: 30})
	}
	if len(a.Values) > 0 {
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
		p.boxed, p.keep = len(c.Items) > 0, i < len(out)-1
		ps[i] = p
	}
	return ps
}
