package layout

import "github.com/fieldfare/fieldfare/reports"

// space returns the air between two blocks in mm: 1.5, 3, 6 and 9 carry the page, 7 parts cards. prev is nil under the
// title.
func (l *layer) space(prev, next reports.Block) float64 {
	wide := 6.0
	switch {
	case l.compact() && l.tight:
		wide = 3
	case l.compact() || l.tight || l.big():
		wide = 4
	}
	switch p := prev.(type) {
	case *reports.PageBreak:
		return 0
	case *reports.Section, *reports.Heading:
		if l.tight {
			return 1.5
		}
		return l.underHeading(prev, next)
	case *reports.Card:
		if _, ok := next.(*reports.Card); ok {
			return 7
		}
		if s, ok := next.(*reports.Section); ok && s.Letter != "" {
			return 9
		}
		return 6
	case *reports.Action:
		switch next.(type) {
		case *reports.Action:
			return 0
		case *reports.Callout:
			return 3
		}
	case *reports.Para:
		switch next.(type) {
		case *reports.Para:
			return 3
		case *reports.List:
			return 1.5
		}
	case *reports.Steps:
		if _, ok := next.(*reports.Beside); ok {
			return 4.5
		}
	case *reports.Beside:
		if _, ok := next.(*reports.Callout); ok {
			return 4.5
		}
	case *reports.Callout:
		if _, ok := next.(*reports.TickGrid); ok {
			return 4.5
		}
	case *reports.Signature:
		return 3 // so that signature and offer of other forms share the last page with what is signed
	case *reports.Table:
		if _, ok := next.(*reports.Para); ok {
			return 3
		}
	case *reports.List:
		if _, ok := next.(*reports.Para); ok && !p.Gaps {
			return 3
		}
	}
	if s, ok := next.(*reports.Section); ok && s.Letter != "" {
		return 9
	}
	return wide
}

// underHeading is the air between a heading and what it stands over.
func (l *layer) underHeading(prev, next reports.Block) float64 {
	note := false
	if s, ok := prev.(*reports.Section); ok {
		note = s.Note != ""
	}
	switch next.(type) {
	case *reports.Card:
		if note {
			return 6
		}
		return 3
	case *reports.Action:
		return 2
	case *reports.Drawing, *reports.Figure:
		return 5
	case *reports.Para, *reports.List:
		if h, ok := prev.(*reports.Heading); ok && h.Level == 3 {
			return 1.5
		}
	case *reports.Signature:
		return 0.5
	}
	return 3
}
